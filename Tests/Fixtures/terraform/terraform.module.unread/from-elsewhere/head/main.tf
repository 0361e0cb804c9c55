module "db" {
  source = "./a"
}
