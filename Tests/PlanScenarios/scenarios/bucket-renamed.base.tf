resource "aws_s3_bucket" "named" {
  bucket = "acme-named"
}
