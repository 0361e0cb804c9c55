module "db" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.1.0"
}
moved {
  from = aws_db_instance.a
  to   = module.db.aws_db_instance.this
}
