resource "aws_s3_bucket" "b" {
  for_each = toset(["1", "2"])
  bucket   = "b-${each.key}"
}
