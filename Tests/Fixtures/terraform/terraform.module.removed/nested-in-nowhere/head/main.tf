module "platform" {
  source = "./modules/platform"
}
moved {
  from = module.db
  to   = module.platform.module.db
}
