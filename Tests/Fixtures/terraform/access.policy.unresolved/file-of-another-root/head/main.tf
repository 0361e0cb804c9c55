module "ci" {
  source = "./ci"
}
