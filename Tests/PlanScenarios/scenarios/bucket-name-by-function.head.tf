# plan: no-op aws_s3_bucket.computed
resource "aws_s3_bucket" "computed" {
  bucket = join("-", ["acme", lower("COMPUTED")])
}
