resource "aws_s3_bucket" "site" {
  bucket = "redirect.example.com"
}
