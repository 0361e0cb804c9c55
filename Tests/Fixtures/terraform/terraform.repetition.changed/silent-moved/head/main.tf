resource "aws_s3_bucket" "b" {
  for_each = toset(["0", "1"])
  bucket   = "b"
}
moved {
  from = aws_s3_bucket.b[0]
  to   = aws_s3_bucket.b["0"]
}
moved {
  from = aws_s3_bucket.b[1]
  to   = aws_s3_bucket.b["1"]
}
