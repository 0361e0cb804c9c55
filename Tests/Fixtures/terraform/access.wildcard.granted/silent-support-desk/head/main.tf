resource "aws_iam_policy" "cases" {
  name = "cases"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "support:*", Resource = "*" }]
  })
}
