terraform {
  backend "s3" {
    bucket = "acme-state"
  }
}

resource "aws_db_instance" "main" {
  allocated_storage = 20
}
