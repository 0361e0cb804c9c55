module "logs" {
  source = "acme/store/aws"
  version = "1.0.0"
  name    = "logs"
  size    = 9
}
