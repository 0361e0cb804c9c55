module "db" {
  source = "./new"
}
moved {
  from = module.db.aws_db_instance.this
  to   = module.db.aws_db_instance.main
}
