removed {
  from = aws_db_instance.main
}
