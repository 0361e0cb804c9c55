resource "aws_iam_role" "r" {
  name = "r"
}
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
