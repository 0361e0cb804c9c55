variable "stage" {}
locals {
  bucket_name = "data-${var.stage}"
}
resource "aws_s3_bucket" "data" {
  bucket = "x-${local.bucket_name}"
}
