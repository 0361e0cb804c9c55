module "watch" {
  source = "github.com/example/terraform-prometheus?ref=0.1.3"

  receivers = "x"
  cluster = "x"
  domain = "x"
  storage = "x"
  retention = "x"
  tier = "x"
}
