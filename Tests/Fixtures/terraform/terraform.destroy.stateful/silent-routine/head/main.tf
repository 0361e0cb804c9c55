resource "aws_db_instance" "main" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.m6g.xlarge"
  allocated_storage   = 200
  storage_encrypted   = true
  tags = { team = "orders" }
}
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.2.0" }
  }
}
