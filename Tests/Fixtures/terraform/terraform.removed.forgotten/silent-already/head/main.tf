# x
removed {
  from = aws_db_instance.d
  lifecycle {
    destroy = false
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
