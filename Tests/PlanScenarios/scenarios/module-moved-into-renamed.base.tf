resource "aws_s3_bucket" "carried" {
  bucket = "acme-carried"
}
