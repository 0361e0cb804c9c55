resource "aws_db_instance" "main" {
  identifier          = "orders"
  lifecycle {
    ignore_changes = [engine]
  }
  engine              = "mysql"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
