resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
