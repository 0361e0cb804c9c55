# plan: forget aws_db_instance.forgotten
# expect: terraform.removed.forgotten aws_db_instance.forgotten
removed {
  from = aws_db_instance.forgotten
  lifecycle {
    destroy = false
  }
}
