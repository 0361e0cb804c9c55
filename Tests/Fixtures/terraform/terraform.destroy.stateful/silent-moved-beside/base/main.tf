resource "aws_s3_bucket" "main" {
  for_each = toset(["a", "b"])
  bucket   = each.key
}

resource "aws_s3_bucket" "old" {
  for_each = toset(["c"])
  bucket   = each.key
}
