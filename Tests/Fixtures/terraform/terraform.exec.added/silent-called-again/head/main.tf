module "a" {
  source = "./lambda"
  dir    = "a"
}
module "b" {
  source = "./lambda"
  dir    = "b"
}
