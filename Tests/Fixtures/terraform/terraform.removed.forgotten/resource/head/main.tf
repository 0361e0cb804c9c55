removed {
  from = aws_db_instance.d
  lifecycle {
    destroy = false
  }
}
