module "db" {
  source = "/modules/terraform-db"
  name   = "a"
}
