component "orders" {
  source = "./modules/orders"
}
