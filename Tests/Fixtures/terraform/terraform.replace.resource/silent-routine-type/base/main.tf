resource "aws_iam_role_policy_attachment" "a" {
  role       = "a"
  policy_arn = "arn:1"
}
