module "prometheus" {
  source = "/opt/sources/terraform-prometheus"
  name   = "a"
}
