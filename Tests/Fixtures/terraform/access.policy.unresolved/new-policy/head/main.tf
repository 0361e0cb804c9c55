variable "policy" {}

resource "aws_iam_policy" "ci" {
  policy = var.policy
}
