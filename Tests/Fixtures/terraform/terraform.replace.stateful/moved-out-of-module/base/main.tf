module "orders" {
  source = "./db"
}
