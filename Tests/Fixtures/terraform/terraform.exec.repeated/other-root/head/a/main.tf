module "a" {
  source = "../lambda"
  name   = "a"
}
