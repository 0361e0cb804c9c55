variable "replica" { default = true }
resource "aws_db_instance" "main" {
  count = var.replica ? 1 : 0
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
