module "stores" {
  for_each = { a = "acme-a", b = "acme-b" }
  source   = "./store"
  name     = each.value
}
