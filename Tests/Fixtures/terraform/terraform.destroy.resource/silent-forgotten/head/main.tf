removed {
  from = aws_iam_role.app
  lifecycle {
    destroy = false
  }
}
