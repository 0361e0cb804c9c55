# plan: replace aws_s3_bucket.shifted[1]
# plan: delete aws_s3_bucket.shifted[2]
# expect: terraform.repetition.shifted aws_s3_bucket.shifted
# expect: terraform.repetition.reduced aws_s3_bucket.shifted
# expect: terraform.replace.stateful aws_s3_bucket.shifted[1]
locals {
  shifted = ["a", "c"]
}
resource "aws_s3_bucket" "shifted" {
  count  = length(local.shifted)
  bucket = "acme-shifted-${local.shifted[count.index]}"
}
