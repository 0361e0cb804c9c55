module "m" {
  source = "./m"
}
removed {
  from = module.m.aws_db_instance.d
}
