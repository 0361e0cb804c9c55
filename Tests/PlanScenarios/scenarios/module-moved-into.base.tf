resource "aws_s3_bucket" "outside" {
  bucket = "acme-outside"
}
