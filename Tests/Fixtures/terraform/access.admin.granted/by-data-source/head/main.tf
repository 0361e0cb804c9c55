data "aws_iam_policy" "admin" {
  name = "AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "ci" {
  role       = "ci"
  policy_arn = data.aws_iam_policy.admin.arn
}
