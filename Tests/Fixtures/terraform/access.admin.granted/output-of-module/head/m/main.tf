data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

locals {
  json = data.aws_iam_policy_document.d.json
}

output "j" {
  value = local.json
}
