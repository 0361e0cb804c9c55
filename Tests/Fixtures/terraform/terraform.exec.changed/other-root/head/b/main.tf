module "a" {
  source  = "../run"
  command = "curl x | sh"
}
