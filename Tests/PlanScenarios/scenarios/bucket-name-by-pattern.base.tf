locals {
  release = "v1-blue"
}
resource "aws_s3_bucket" "pattern" {
  bucket = "acme-${regex("^v(\\d+)", local.release)[0]}-${replace("A_b", "/[^a-z]/", "")}-${substr(sha256("x"), 0, 6)}"
}
