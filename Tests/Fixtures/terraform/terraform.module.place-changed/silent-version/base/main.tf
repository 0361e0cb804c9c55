module "db" {
  source = "github.com/acme/terraform-tfe-workspace?ref=v1.0.0"
  name = "orders"
}
