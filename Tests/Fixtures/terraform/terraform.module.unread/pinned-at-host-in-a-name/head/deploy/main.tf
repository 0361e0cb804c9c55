module "db" {
  source = "git::https://github.com@git.example.net/infra.git//modules/db?ref=136062481db579d76723705c698c087582cad157"
  name   = "a"
}
