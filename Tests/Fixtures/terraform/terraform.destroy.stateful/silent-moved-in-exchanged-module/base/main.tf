module "db" {
  source = "./old"
}
