resource "aws_s3_bucket" "computed" {
  bucket = "acme-computed"
}
