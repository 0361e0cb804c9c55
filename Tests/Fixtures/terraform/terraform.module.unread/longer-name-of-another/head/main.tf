module "db" {
  source = "github.com/acme/terraform-aws-rds-cluster?ref=0.40.0"
  name   = "a"
}
