module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"

  identifier = "main"
  ingress_cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
}
