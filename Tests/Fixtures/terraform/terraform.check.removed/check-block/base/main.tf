check "health" {
  assert {
    condition     = 1 == 1
    error_message = "x"
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
