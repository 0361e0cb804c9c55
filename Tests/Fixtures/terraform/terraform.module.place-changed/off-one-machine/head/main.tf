module "prometheus" {
  source = "github.com/acme/terraform-prometheus?ref=0.0.8"
  name   = "b"
}
