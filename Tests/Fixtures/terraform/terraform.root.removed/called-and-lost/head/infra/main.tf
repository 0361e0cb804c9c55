module "orders" {
  source = "../modules/new"
}
