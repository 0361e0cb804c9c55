module "db" {
  source = "git::https://git.example/db.git"
}
