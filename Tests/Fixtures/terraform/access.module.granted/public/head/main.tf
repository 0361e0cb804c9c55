module "bucket" {
  source = "terraform-aws-modules/s3-bucket/aws"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*", Principal = "*" }]
  })
}
