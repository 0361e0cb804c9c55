module "bucket" {
  source = "terraform-aws-modules/s3-bucket/aws"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Principal = { AWS = "arn:aws:iam::111111111111:root" } }]
  })
}
