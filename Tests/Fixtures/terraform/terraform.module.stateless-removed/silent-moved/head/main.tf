module "g" {
  source = "./f"
}
moved {
  from = module.f
  to   = module.g
}
