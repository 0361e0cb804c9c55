resource "aws_s3_bucket" "b" {
  bucket = "b"
  lifecycle {
    prevent_destroy = true
  }
}
