module "db" {
  source = "github.com/acme/modules//s3/logs?ref=v1.0.0"
  name = "orders"
}
