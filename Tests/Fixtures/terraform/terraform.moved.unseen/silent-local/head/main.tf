module "db" {
  source = "./db"
}
moved {
  from = aws_db_instance.a
  to   = module.db.aws_db_instance.a
}
