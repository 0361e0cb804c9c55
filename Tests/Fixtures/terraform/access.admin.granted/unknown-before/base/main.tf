variable "p" {}

resource "aws_iam_role_policy" "p" {
  role   = "r"
  policy = var.p
}
