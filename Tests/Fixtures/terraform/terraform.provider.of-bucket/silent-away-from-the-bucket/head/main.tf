provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "replica"
  region = "eu-west-2"
}
resource "aws_s3_bucket" "a" {
  provider = aws.replica
  bucket = "a"
}
resource "aws_s3_bucket_versioning" "a" {
  bucket = aws_s3_bucket.a.id
  versioning_configuration {
    status = "Enabled"
  }
}
