module "db" {
  source = "github.com/acme/terraform-tfe-workspace?ref=v1.1.0"
  name = "orders"
}
