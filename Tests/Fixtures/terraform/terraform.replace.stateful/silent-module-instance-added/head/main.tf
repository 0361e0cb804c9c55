module "stores" {
  for_each = { a = "acme-a", b = "acme-b", c = "acme-c" }
  source   = "./store"
  name     = each.value
}
