module "platform" {
  source = "./modules/platform"
}
module "db" {
  source = "./modules/db"
  name   = "orders"
}
