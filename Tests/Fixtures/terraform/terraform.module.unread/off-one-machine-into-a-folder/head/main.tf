module "db" {
  source = "git::https://github.com/acme/terraform-db.git//small?ref=v1"
  name   = "a"
}
