resource "aws_s3_bucket" "half" {
  count  = 2
  bucket = "acme-half-${["a", "b"][count.index]}"
}
