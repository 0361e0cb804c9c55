resource "aws_s3_bucket" "site" {
  bucket = "site"
}
resource "aws_s3_bucket" "other" {
  bucket = "other"
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "aws_s3_bucket_policy" "other" {
  bucket = aws_s3_bucket.other.id
  policy = data.aws_iam_policy_document.d.json
}
