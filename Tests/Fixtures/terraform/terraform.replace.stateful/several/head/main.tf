resource "aws_db_instance" "main" {
  identifier          = "orders"
  db_name = "b"
  engine              = "mysql"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
