module "r" {
  source = "../modules/r"
  engine = "redis"
}
