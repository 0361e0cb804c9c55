variable "name" {
  type = string
}
module "rds" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.0.0"
  identifier = var.name
}
