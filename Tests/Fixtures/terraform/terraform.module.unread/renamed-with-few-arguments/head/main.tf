module "watch" {
  source = "github.com/example/terraform-monitoring?ref=0.1.4"

  receivers = "x"
  cluster = "x"
}
