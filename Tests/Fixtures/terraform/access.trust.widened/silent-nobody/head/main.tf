resource "aws_s3_bucket_policy" "assets" {
  bucket = "assets"
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Action    = "s3:GetObject"
        Resource  = "*"
        Principal = "*"
        Condition = { IpAddress = { "aws:SourceIp" = [] } }
      },
    ]
  })
}
