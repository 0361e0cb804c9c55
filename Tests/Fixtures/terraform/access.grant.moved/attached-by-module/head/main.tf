provider "aws" {
  region = "eu-west-1"
}

data "aws_iam_policy_document" "identity" {
  statement {
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "identity" {
  name   = "identity"
  policy = data.aws_iam_policy_document.identity.json
}

data "aws_iam_policy_document" "data" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "data" {
  name   = "data"
  policy = data.aws_iam_policy_document.data.json
}

module "deployer" {
  source    = "acme/role/aws"
  version   = "4.0.0"
  role_name = "deployer"
  policy_arns = [aws_iam_policy.identity.arn, aws_iam_policy.data.arn]
}
