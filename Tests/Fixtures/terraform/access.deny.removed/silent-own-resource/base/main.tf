resource "aws_s3_bucket" "site" {
  bucket = "site"
  policy = data.aws_iam_policy_document.site.json
}
data "aws_iam_policy_document" "site" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::site/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
