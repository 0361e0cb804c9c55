module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.0.0"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
