variable "enabled" {
  type    = bool
  default = false
}
module "db" {
  source = "./db"
  count  = var.enabled ? 1 : 0
}
moved {
  from = aws_db_instance.db
  to   = module.db[0].aws_db_instance.this
}
