terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "infra"
  }
}

module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"
}

resource "aws_instance" "web" {
  ami = "ami-1"
}
