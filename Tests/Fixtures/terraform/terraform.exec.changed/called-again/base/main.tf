module "a" {
  source = "./lambda"
  dir    = "a"
}
