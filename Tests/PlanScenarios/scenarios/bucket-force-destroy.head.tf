# plan: update aws_s3_bucket.forced
# expect: terraform.guard.force-destroy-on aws_s3_bucket.forced
resource "aws_s3_bucket" "forced" {
  bucket = "acme-forced"
  force_destroy = true
}
