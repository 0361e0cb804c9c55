module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"

  identifier = "main"
  ingress_rules = { https = { cidr_ipv4 = "0.0.0.0/0", from_port = 443 } }
}
