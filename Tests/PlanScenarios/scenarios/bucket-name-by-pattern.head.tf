# plan: replace aws_s3_bucket.pattern
# expect: terraform.replace.stateful aws_s3_bucket.pattern
locals {
  release = "v2-blue"
}
resource "aws_s3_bucket" "pattern" {
  bucket = "acme-${regex("^v(\\d+)", local.release)[0]}-${replace("A_b", "/[^a-z]/", "")}-${substr(sha256("x"), 0, 6)}"
}
