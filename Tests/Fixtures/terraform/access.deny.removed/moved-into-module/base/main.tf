resource "aws_s3_bucket_policy" "site" {
  bucket = "site"
  policy = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::site/*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }, { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::site/*" }] })
}
