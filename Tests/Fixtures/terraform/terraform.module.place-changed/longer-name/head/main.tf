module "db" {
  source = "github.com/acme/terraform-acme-tfe-workspace"
  name = "orders"
}
