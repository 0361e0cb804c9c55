variable "names" {
  default = ["a"]
}
resource "aws_db_instance" "db" {
  for_each   = toset(var.names)
  identifier = each.key
}
moved {
  from = aws_db_instance.db[0]
  to   = aws_db_instance.db["a"]
}
moved {
  from = aws_db_instance.db[1]
  to   = aws_db_instance.db["b"]
}
