provider "aws" {
  region = "eu-west-1"
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

data "aws_iam_policy_document" "data" {
  statement {
    actions   = ["s3:*", "rds:*"]
    resources = ["*"]
  }

  statement {
    effect    = "Deny"
    actions   = ["iam:CreateUser"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "data" {
  name   = "data"
  policy = data.aws_iam_policy_document.data.json
}

resource "aws_iam_role_policy_attachment" "data" {
  role       = aws_iam_role.deployer.name
  policy_arn = aws_iam_policy.data.arn
}
resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codebuild.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "more" {
  role       = aws_iam_role.reader.name
  policy_arn = aws_iam_policy.identity.arn
}
