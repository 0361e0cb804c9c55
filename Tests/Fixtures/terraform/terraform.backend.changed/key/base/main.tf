terraform {
  backend "s3" {
    bucket = "state"
    key    = "prod/net.tfstate"
    region = "eu-west-1"
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
