provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias   = "production"
  region  = "eu-west-1"
  profile = "production"
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
  role       = "deployer"
  policy_arn = aws_iam_policy.deploy.arn
}
