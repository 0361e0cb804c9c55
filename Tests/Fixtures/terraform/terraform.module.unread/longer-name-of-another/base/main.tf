module "db" {
  source = "github.com/acme/terraform-aws-rds?ref=0.40.0"
  name   = "a"
}
