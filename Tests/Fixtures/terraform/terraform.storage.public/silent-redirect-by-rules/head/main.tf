variable "to" {}

resource "aws_s3_bucket" "site" {
  bucket = "redirect.example.com"
  acl    = "public-read"

  website {
    index_document = "none"
    routing_rules  = jsonencode([{ Redirect = { HostName = var.to } }])
  }
}
