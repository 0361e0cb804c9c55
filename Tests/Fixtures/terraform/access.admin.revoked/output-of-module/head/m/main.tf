data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

locals {
  json = data.aws_iam_policy_document.d.json
}

output "j" {
  value = local.json
}
