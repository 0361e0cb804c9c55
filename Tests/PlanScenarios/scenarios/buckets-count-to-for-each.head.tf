# plan: delete aws_s3_bucket.counted[0]
# plan: delete aws_s3_bucket.counted[1]
# expect: terraform.repetition.changed aws_s3_bucket.counted
resource "aws_s3_bucket" "counted" {
  for_each = toset(["0", "1"])
  bucket   = "acme-counted-${each.key}"
}
