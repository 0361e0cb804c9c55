module "db" {
  source = "github.com/mallory/terraform-acme-tfe-workspace"
  name = "orders"
}
