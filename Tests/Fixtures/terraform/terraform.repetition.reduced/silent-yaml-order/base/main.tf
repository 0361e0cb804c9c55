resource "aws_s3_bucket" "all" {
  for_each = yamldecode(file("${path.module}/buckets.yaml"))
  bucket   = each.value.name
}
