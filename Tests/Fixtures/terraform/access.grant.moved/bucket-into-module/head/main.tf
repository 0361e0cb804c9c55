provider "aws" {
  region = "eu-west-1"
}
module "site" {
  source = "./site"
}

moved {
  from = aws_s3_bucket.site
  to   = module.site.aws_s3_bucket.this
}
