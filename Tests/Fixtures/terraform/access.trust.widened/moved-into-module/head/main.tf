module "r" { source = "./r" }
moved {
  from = aws_iam_role.r
  to = module.r.aws_iam_role.r
}
