module "db" {
  source = "github.com/acme/terraform-aws-vpc"
  name = "orders"
}
