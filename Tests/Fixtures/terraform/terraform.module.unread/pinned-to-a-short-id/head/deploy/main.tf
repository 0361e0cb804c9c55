module "db" {
  source = "github.com/example/infra/modules/db?ref=1360624"
  name   = "a"
}
