module "pack" {
  source     = "../modules/pack"
  source_dir = "src"
}
