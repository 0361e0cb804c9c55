module "x" {
  source = "./m"
}

resource "aws_iam_role_policy" "p" {
  name   = "p"
  role   = "r"
  policy = module.x.j
}
