resource "aws_iam_role" "r" {
  name = "r"
  permissions_boundary = "arn:aws:iam::${111122223333}:policy/boundary"
}
