module "rights" {
  source = "terraform-aws-modules/iam/aws//modules/iam-policy"
  policy = data.aws_iam_policy_document.d.json
}

data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

moved {
  from = module.policy
  to   = module.rights
}
