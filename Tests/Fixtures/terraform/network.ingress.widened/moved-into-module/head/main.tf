module "web" {
  source = "./web"
}
moved {
  from = aws_security_group.web
  to = module.web.aws_security_group.this
}
