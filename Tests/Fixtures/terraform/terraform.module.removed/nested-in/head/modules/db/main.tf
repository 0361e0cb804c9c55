variable "name" {
  type = string
}
resource "aws_db_instance" "db" {
  identifier          = var.name
  publicly_accessible = true
}
