terraform {
  cloud {
    organization = "acme"
    workspaces {
      name = "prod"
    }
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
