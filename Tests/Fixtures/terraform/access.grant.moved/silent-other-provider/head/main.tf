provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias   = "production"
  region  = "eu-west-1"
  profile = "production"
}

data "aws_iam_policy_document" "identity" {
  statement {
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "identity" {
  provider = aws.production
  name   = "identity"
  policy = data.aws_iam_policy_document.identity.json
}

resource "aws_iam_role_policy_attachment" "identity" {
  provider = aws.production
  role       = "deployer"
  policy_arn = aws_iam_policy.identity.arn
}
