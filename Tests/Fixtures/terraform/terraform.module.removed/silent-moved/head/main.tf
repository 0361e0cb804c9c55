module "orders" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.0.0"
}
moved {
  from = module.db
  to   = module.orders
}
