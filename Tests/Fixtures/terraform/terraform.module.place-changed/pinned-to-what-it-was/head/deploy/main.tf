module "db" {
  source = "github.com/example/infra/modules/db?ref=136062481db579d76723705c698c087582cad157"
  name   = "a"
}
