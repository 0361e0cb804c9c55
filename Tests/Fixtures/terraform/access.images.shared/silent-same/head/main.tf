resource "aws_ecr_repository_policy" "app" {
  repository = "app"
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
        Principal = { AWS = ["arn:aws:iam::111122223333:role/dev-pull"] }
      },
    ]
  })
}
