variable "subnet_group" {
  type = string
}
variable "protect" {
  type    = bool
  default = true
}
resource "aws_db_instance" "this" {
  identifier              = "orders"
  engine                  = "postgres"
  storage_encrypted       = true
  deletion_protection     = var.protect
  backup_retention_period = 30
  db_subnet_group_name    = var.subnet_group
  lifecycle {
    prevent_destroy = true
  }
}
