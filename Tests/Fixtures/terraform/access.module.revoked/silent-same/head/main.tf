module "policy" {
  source = "terraform-aws-modules/iam/aws//modules/iam-policy"
  policy = data.aws_iam_policy_document.e.json
}

data "aws_iam_policy_document" "e" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}
