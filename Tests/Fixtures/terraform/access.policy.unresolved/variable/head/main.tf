resource "aws_iam_role_policy" "p" {
  role = "app"
  policy = var.policy
}
