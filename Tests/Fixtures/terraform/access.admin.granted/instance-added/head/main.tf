resource "aws_iam_role_policy_attachment" "x" {
  for_each   = toset(["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"])
  role       = "app"
  policy_arn = each.key
}
