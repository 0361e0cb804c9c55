provider "aws" {
  region = "eu-west-1"
}
variable "environment" {}
module "site" {
  source = "./site"
  name   = "acme-site-${var.environment}"
}

moved {
  from = aws_s3_bucket.site
  to   = module.site.aws_s3_bucket.this
}
