resource "aws_iam_role" "d" {
  name = "d"
}
