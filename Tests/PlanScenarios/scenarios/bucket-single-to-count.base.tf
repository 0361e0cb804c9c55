resource "aws_s3_bucket" "single" {
  bucket = "acme-single"
}
