# plan: delete aws_s3_bucket.each["b"]
# expect: terraform.repetition.reduced aws_s3_bucket.each
resource "aws_s3_bucket" "each" {
  for_each = toset(["a"])
  bucket   = "acme-each-${each.key}"
}
