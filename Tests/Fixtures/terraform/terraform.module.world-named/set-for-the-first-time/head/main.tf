module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"

  identifier = "main"
  ingress_cidr_blocks = ["0.0.0.0/0"]
}
