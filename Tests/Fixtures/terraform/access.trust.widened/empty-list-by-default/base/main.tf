variable "office" {
  type    = list(string)
  default = []
}
resource "aws_s3_bucket" "a" {
  bucket = "a"
}
data "terraform_remote_state" "net" {
  backend = "s3"
}
data "aws_iam_policy_document" "a" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.a.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "IpAddress"
      variable = "aws:SourceIp"
      values   = data.terraform_remote_state.net.outputs.office
    }
  }
}
resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = data.aws_iam_policy_document.a.json
}
