provider "aws" {
  region = "eu-west-1"
}
variable "environment" {}
locals {
  name = "acme-site-${var.environment}"
}

module "site" {
  source   = "./site"
  name     = local.name
  policies = [data.aws_iam_policy_document.site.json]
}

data "aws_iam_policy_document" "site" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${local.name}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

moved {
  from = aws_s3_bucket.site
  to   = module.site.aws_s3_bucket.this
}
