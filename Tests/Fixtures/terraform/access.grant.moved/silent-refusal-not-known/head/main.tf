provider "aws" {
  region = "eu-west-1"
}
variable "refused" {}
resource "aws_iam_role" "deployer" {
  name               = "deployer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codebuild.amazonaws.com" }
    }]
  })
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
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.identity.arn
}
