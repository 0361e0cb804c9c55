resource "aws_iam_role" "other" {
  name_prefix = "other"
}
