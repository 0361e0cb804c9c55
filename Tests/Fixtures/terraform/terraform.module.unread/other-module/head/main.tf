module "db" {
  source = "github.com/acme/terraform-aws-rds"
  name = "orders"
}
