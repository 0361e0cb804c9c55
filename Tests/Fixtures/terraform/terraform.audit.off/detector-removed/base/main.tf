resource "aws_guardduty_detector" "d" {
  enable = true
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
