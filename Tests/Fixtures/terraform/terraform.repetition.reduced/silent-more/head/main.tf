resource "aws_s3_bucket" "b" {
  count  = 3
  bucket = "b-${count.index}"
}
