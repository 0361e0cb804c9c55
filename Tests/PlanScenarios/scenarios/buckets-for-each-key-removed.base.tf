resource "aws_s3_bucket" "each" {
  for_each = toset(["a", "b"])
  bucket   = "acme-each-${each.key}"
}
