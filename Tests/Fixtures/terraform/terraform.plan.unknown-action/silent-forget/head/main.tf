removed {
  from = aws_db_instance.main
  lifecycle {
    destroy = false
  }
}
