data "aws_partition" "c" {}

resource "aws_iam_role_policy_attachment" "x" {
  role       = "app"
  policy_arn = "arn:${data.aws_partition.c.partition}:iam::aws:policy/AdministratorAccess"
}
