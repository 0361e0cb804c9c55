resource "aws_db_instance" "main" {
  identifier          = "orders"
  backup_retention_period = 7
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
