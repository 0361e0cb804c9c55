module "m" { source = "./m" }
moved {
  from = null_resource.x
  to = module.m.null_resource.x
}
moved {
  from = aws_iam_role_policy_attachment.a
  to = module.m.aws_iam_role_policy_attachment.a
}
moved {
  from = aws_iam_access_key.k
  to = module.m.aws_iam_access_key.k
}
moved {
  from = aws_db_instance.d
  to = module.m.aws_db_instance.d
}
