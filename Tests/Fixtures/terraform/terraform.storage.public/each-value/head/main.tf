locals {
  buckets = {
    logs = { acl = "private" }
    site = { acl = "public-read" }
  }
}
resource "aws_s3_bucket_acl" "b" {
  for_each = local.buckets
  bucket = each.key
  acl = each.value.acl
}
