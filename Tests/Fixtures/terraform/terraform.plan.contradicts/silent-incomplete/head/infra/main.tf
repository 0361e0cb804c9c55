resource "aws_db_instance" "main" {
  identifier = "main"
  engine     = "postgres"
  availability_zone = var.zone
}
variable "zone" {}
