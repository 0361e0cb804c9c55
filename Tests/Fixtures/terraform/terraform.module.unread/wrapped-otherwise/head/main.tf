module "orders" {
  source = "./db"
  name   = "other"
}
moved {
  from = module.db
  to   = module.orders.module.rds
}
