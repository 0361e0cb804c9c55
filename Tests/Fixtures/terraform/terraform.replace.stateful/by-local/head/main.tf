locals {
  stage = "live"
}
resource "aws_s3_bucket" "data" {
  bucket = "data-${local.stage}"
}
