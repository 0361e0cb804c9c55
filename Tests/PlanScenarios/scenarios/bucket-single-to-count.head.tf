# Terraform moves it by itself.
# plan: no-op aws_s3_bucket.single[0]
resource "aws_s3_bucket" "single" {
  count  = 1
  bucket = "acme-single"
}
