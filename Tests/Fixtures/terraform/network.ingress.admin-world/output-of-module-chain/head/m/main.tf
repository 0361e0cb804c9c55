module "inner" {
  source = "../leaf"
  peers  = ["10.1.0.0/16"]
}

output "c" {
  value = module.inner.cidrs
}
