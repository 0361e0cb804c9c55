module "r" {
  source  = "./role"
  actions = ["*"]
}
