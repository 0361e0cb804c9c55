module "prometheus" {
  source = "github.com/acme/terraform-grafana?ref=0.0.8"
  name   = "a"
}
