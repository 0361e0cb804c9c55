data "aws_iam_policy_document" "ci" {
  statement {
    resources = ["*"]
    actions = [
      "s3:*",
      "sqs:*".
      "ec2:DescribeInstances"
    ]
  }
}

resource "aws_iam_policy" "ci" {
  policy = data.aws_iam_policy_document.ci.json
}
