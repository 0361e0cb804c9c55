resource "aws_iam_policy" "platform" {
  name = "platform"
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["iam:*", "s3:*", "sqs:*", "lambda:UpdateFunctionCode"], Resource = "*" },
    ]
  })
}
