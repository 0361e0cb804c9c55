# plan: create aws_s3_bucket.fresh
resource "aws_s3_bucket" "fresh" {
  bucket = "acme-fresh"
}
