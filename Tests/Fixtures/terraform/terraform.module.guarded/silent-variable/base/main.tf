variable "a" {
  default = true
}
module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"

  identifier = "main"
  deletion_protection = var.a
}
