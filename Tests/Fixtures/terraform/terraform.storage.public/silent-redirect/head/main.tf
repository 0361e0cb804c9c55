resource "aws_s3_bucket" "site" {
  bucket = "redirect.example.com"
  acl    = "public-read"

  website {
    redirect_all_requests_to = "https://example.com"
  }
}
