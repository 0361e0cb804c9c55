resource "aws_iam_role_policy_attachment" "x" {
  for_each   = toset(["arn:aws:iam::aws:policy/ReadOnlyAccess"])
  role       = "app"
  policy_arn = each.key
}
