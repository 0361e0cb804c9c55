provider "aws" {
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/deploy"
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
