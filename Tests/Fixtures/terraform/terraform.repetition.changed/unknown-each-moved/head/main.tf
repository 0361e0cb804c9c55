variable "copies" {
  type = number
}
variable "names" {
  type = set(string)
}
resource "aws_db_instance" "db" {
  for_each   = var.names
  identifier = each.key
}
moved {
  from = aws_db_instance.db[0]
  to   = aws_db_instance.db["a"]
}
