module "argument" {
  source = "./modules/store"
  name   = "acme-argument"
}
