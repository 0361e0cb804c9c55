module "db" {
  source = "../db"
}
