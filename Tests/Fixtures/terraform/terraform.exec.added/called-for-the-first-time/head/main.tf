resource "aws_s3_bucket" "site" {
  bucket = "site"
}
module "b" {
  source = "./lambda"
  dir    = "b"
}
