resource "aws_db_instance" "main" {
  identifier          = "orders-2"
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 120
  storage_encrypted   = true
}
