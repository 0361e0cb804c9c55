provider "aws" {
  region = "eu-west-1"
}
variable "environment" {
  default = "dev"
}
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

data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["iam:*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "deploy" {
  count  = var.environment == "dev" ? 1 : 0
  name   = "deploy"
  policy = data.aws_iam_policy_document.deploy.json
}

resource "aws_iam_role_policy_attachment" "deploy" {
  count  = var.environment == "dev" ? 1 : 0
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.deploy[0].arn
}
