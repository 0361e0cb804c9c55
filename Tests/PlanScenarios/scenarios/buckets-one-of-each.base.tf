locals {
  one = { x = "acme-one-x", y = "acme-one-y" }
}
resource "aws_s3_bucket" "one" {
  for_each = local.one
  bucket   = each.value
}
