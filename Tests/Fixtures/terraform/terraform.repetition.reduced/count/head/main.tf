resource "aws_s3_bucket" "b" {
  count  = 1
  bucket = "b-${count.index}"
}
