resource "aws_db_instance" "b" {
  count             = 2
  allocated_storage = 20
}
moved {
  from = aws_db_instance.a
  to   = aws_db_instance.b[5]
}
