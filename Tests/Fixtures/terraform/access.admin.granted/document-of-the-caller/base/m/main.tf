variable "policy" {}
resource "aws_iam_role_policy" "p" {
  role   = "x"
  policy = var.policy
}
