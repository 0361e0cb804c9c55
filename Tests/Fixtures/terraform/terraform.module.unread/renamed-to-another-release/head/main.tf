module "watch" {
  source = "github.com/example/terraform-monitoring?ref=0.2.0"

  receivers = "x"
  cluster = "x"
  domain = "x"
  storage = "x"
  retention = "x"
  tier = "x"
}
