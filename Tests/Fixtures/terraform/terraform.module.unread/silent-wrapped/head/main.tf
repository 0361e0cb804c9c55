module "orders" {
  source = "./db"
  name   = "orders"
}
moved {
  from = module.db
  to   = module.orders.module.rds
}
