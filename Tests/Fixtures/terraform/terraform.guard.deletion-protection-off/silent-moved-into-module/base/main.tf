resource "aws_db_subnet_group" "main" {
  name = "main"
}
resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  storage_encrypted       = true
  deletion_protection     = true
  backup_retention_period = 30
  db_subnet_group_name    = aws_db_subnet_group.main.name
  lifecycle {
    prevent_destroy = true
  }
}
