locals {
  stage = "test"
}
resource "aws_s3_bucket" "data" {
  bucket = "data-${local.stage}"
}
