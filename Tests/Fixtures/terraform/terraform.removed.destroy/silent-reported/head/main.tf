removed {
  from = aws_iam_role.d
  lifecycle {
    destroy = true
  }
}
