resource "aws_db_instance" "main" {
  for_each   = var.names
  identifier = each.key
}
variable "names" {}
