data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["iam:*"]
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" {
  name = "p"
  policy = data.aws_iam_policy_document.d.json
}
