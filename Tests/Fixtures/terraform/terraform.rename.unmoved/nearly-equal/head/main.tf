resource "aws_db_instance" "orders" {
  identifier          = "orders-2"
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
