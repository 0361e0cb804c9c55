# plan: update aws_s3_bucket.tagged
resource "aws_s3_bucket" "tagged" {
  bucket = "acme-tagged"
  tags = { team = "a" }
}
