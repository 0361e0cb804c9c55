terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "infra"
  }
}

resource "aws_db_instance" "orders" {
  engine = "postgres"
}
