resource "aws_s3_bucket" "main" {
  for_each = toset(["a", "b", "c"])
  bucket   = each.key
}

moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.main
}
