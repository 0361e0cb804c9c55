module "a" {
  source  = "../run"
  command = "true"
}
