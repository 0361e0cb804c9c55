module "stores" {
  for_each = { a = "acme-a", b = "acme-c" }
  source   = "./store"
  name     = each.value
}
