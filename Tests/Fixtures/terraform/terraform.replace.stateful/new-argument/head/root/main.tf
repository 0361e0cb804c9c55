module "r" {
  source = "../modules/r"
  engine = "valkey"
}
