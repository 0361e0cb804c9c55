module "platform" {
  source = "./modules/platform"
}
moved {
  from = module.platform.module.db
  to   = module.platform.module.store
}
