module "f" {
  source = "./f"
}
