resource "aws_ecr_repository_policy" "app" {
  repository = "app"
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Principal = { AWS = ["arn:aws:iam::111122223333:role/dev-pull", "arn:aws:iam::444455556666:role/prod-pull"] }
      },
    ]
  })
}
