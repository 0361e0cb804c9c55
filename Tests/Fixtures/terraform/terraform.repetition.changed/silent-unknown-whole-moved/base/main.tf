variable "names" {
  type = set(string)
}
resource "aws_db_instance" "old" {
  for_each   = var.names
  identifier = each.key
}
