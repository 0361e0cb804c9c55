module "stores" {
  for_each = { a = "acme-sa", b = "acme-sb" }
  source   = "./modules/store"
  name     = each.value
}
