module "platform" {
  source = "./modules/platform"
}
module "db" {
  source = "./modules/db"
  name   = "orders"
}
moved {
  from = module.platform.module.db
  to   = module.db
}
