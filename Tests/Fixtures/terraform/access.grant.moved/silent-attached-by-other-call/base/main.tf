provider "aws" {
  region = "eu-west-1"
}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["iam:*", "s3:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "deploy" {
  name   = "deploy"
  policy = data.aws_iam_policy_document.deploy.json
}

module "deployer" {
  source    = "acme/role/aws"
  version   = "4.0.0"
  role_name = "deployer"
  policy_arn = aws_iam_policy.deploy.arn
}
