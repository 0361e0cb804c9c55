module "watch" {
  source = "github.com/example2/terraform-monitoring?ref=0.1.4"

  receivers = "x"
  cluster = "x"
  domain = "x"
  storage = "x"
  retention = "x"
  tier = "x"
}
