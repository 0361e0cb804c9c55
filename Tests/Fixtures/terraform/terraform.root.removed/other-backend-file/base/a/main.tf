terraform {
  backend "s3" {}
}

resource "aws_db_instance" "orders" {
  engine = "postgres"
}
