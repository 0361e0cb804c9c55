provider "aws" {
  region = "eu-west-1"
}

data "aws_iam_role" "deployer" {
  name = "reader"
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

resource "aws_iam_role_policy_attachment" "identity" {
  role       = data.aws_iam_role.deployer.id
  policy_arn = aws_iam_policy.identity.arn
}
