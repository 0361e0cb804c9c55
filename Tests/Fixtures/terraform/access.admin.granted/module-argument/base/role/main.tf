variable "actions" {
  type = list(string)
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = var.actions
    resources = ["*"]
  }
}
resource "aws_iam_policy" "p" {
  name = "p"
  policy = data.aws_iam_policy_document.d.json
}
