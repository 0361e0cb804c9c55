module "block" {
  source = "./block"
  bucket = "data"
}
