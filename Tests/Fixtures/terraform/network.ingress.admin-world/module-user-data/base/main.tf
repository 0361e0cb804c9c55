module "w" {
  source = "terraform-aws-modules/ec2-instance/aws"
  user_data = "ufw allow from 10.0.0.0/8"
}
