module "w" {
  source = "terraform-aws-modules/ec2-instance/aws"
  user_data = "ufw allow 22"
}
