locals {
  a = local.b
  b = local.a
}

resource "aws_iam_policy" "ci" {
  policy = local.a
}
