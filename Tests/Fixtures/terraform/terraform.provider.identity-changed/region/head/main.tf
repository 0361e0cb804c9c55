locals {
  region = "us-east-1"
}
provider "aws" {
  region = local.region
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
