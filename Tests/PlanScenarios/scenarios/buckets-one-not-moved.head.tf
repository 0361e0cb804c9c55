# plan: no-op aws_s3_bucket.half["a"]
# plan: delete aws_s3_bucket.half[1]
# expect: terraform.repetition.changed aws_s3_bucket.half
resource "aws_s3_bucket" "half" {
  for_each = toset(["a", "b"])
  bucket   = "acme-half-${each.key}"
}
moved {
  from = aws_s3_bucket.half[0]
  to   = aws_s3_bucket.half["a"]
}
