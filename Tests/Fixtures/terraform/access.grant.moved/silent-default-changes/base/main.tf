provider "aws" {
  region = "eu-west-1"
}
variable "environment" {
  default = "dev"
}

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "deploy" {
  name   = "deploy"
  policy = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  role       = "deployer-${var.environment}"
  policy_arn = aws_iam_policy.deploy.arn
}
