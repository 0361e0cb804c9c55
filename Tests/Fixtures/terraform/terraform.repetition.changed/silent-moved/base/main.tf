resource "aws_s3_bucket" "b" {
  count  = 2
  bucket = "b"
}
