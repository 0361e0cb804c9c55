# plan: replace aws_s3_bucket.one["y"]
# plan: no-op aws_s3_bucket.one["x"]
# expect: terraform.replace.stateful aws_s3_bucket.one["y"]
locals {
  one = { x = "acme-one-x", y = "acme-one-z" }
}
resource "aws_s3_bucket" "one" {
  for_each = local.one
  bucket   = each.value
}
