variable "names" {
  type = set(string)
}
resource "aws_db_instance" "new" {
  for_each   = var.names
  identifier = each.key
}
moved {
  from = aws_db_instance.old
  to   = aws_db_instance.new
}
