module "r" {
  source = "../modules/r"
  engine = local.e
}

locals {
  e = "valkey"
}
