variable "keys" {
  type    = map(string)
  default = {}
}

module "db" {
  source   = "terraform-aws-modules/rds/aws"
  version  = "6.1.0"
  for_each = var.keys
}
