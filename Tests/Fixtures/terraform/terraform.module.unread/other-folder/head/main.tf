module "db" {
  source = "github.com/acme/modules//s3/site?ref=v1.0.0"
  name = "orders"
}
