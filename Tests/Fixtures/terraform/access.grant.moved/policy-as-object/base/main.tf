provider "aws" {
  region = "eu-west-1"
}
variable "environment" {}
resource "aws_s3_bucket" "site" {
  bucket = "acme-site-${var.environment}"
}

resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.site.arn}/*"
    }]
  })
}
