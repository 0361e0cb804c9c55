# plan: replace aws_s3_bucket.named
# expect: terraform.replace.stateful aws_s3_bucket.named
resource "aws_s3_bucket" "named" {
  bucket = "acme-other"
}
