module "db" {
  source = "github.com/acme/terraform-aws-rds?ref=v1.0.0"
  name = "orders"
}
