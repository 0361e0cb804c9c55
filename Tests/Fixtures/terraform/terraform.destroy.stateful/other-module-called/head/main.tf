module "db" {
  source = "./b"
}
