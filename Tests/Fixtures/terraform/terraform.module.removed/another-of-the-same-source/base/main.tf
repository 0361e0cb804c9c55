module "db" {
  source = "acme/store/aws"
  version = "1.0.0"
  name    = "orders"
  size    = 3
}
