terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "db"
  }
}

resource "aws_db_instance" "main" {
  allocated_storage = 20
}
