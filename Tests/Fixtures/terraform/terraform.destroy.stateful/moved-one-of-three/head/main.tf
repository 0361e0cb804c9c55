resource "aws_db_instance" "b" {
  allocated_storage = 20
}
moved {
  from = aws_db_instance.a[0]
  to   = aws_db_instance.b
}
