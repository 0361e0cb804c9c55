module "prometheus" {
  source = "/srv/sources/terraform-prometheus"
  name   = "a"
}
