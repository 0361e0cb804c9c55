variable "stage" {}
locals {
  name = "data-${var.stage}"
}
resource "aws_s3_bucket" "data" {
  bucket = "x-${local.name}"
}
