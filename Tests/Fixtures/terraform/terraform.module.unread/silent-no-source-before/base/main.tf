module "db" {
  name = "orders"
}
