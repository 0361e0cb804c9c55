provider "aws" {
  region              = "eu-west-2"
  allowed_account_ids = ["111122223333"]
}

variable "account" {
  default = "111122223333"
}

resource "aws_sns_topic" "alerts" {
   policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sns:Publish"
        Resource  = "*"
        Principal = { AWS = ["arn:aws:iam::444455556666:root"] }
      },
    ]
  })
}
