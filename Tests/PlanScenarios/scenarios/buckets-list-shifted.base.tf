locals {
  shifted = ["a", "b", "c"]
}
resource "aws_s3_bucket" "shifted" {
  count  = length(local.shifted)
  bucket = "acme-shifted-${local.shifted[count.index]}"
}
