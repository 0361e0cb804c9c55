module "orders" {
  source = "../modules/old"
}
