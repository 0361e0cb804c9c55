resource "aws_s3_bucket" "tagged" {
  bucket = "acme-tagged"
}
