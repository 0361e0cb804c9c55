module "db" {
  source  = "terraform-aws-modules/rds/aws"
  count   = 0
  version = "6.0.0"
}
