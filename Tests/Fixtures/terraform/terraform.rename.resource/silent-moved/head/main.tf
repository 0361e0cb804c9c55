resource "aws_iam_role" "service" {
  name               = "app"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
moved {
  from = aws_iam_role.app
  to   = aws_iam_role.service
}
