resource "aws_iam_policy" "platform" {
  name = "platform"
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["iam:*", "s3:*", "sqs:*", "lambda:UpdateFunctionCode"], Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "platform" {
  name                 = "platform"
  assume_role_policy   = file("trust.json")
  permissions_boundary = "arn:aws:iam::111122223333:policy/limits"
}
