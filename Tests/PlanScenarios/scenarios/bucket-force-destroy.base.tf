resource "aws_s3_bucket" "forced" {
  bucket = "acme-forced"
}
