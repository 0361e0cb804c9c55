resource "aws_s3_bucket" "site" {
  bucket = "site"
  policy = data.aws_iam_policy_document.site.json
}
data "aws_iam_policy_document" "site" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::site/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
