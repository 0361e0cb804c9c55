module "db" {
  source = "github.com/acme/terraform-tfe-workspace"
  name = "orders"
}
