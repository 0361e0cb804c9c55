moved {
  from = aws_db_instance.main
  to   = aws_db_instance.other
}
