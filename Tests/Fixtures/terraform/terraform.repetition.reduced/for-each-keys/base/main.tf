resource "aws_s3_bucket" "b" {
  for_each = toset(["0", "1"])
  bucket   = "b-${each.key}"
}
