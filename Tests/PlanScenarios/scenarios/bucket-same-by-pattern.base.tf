resource "aws_s3_bucket" "steady" {
  bucket = "acme-steady-2c"
}
