module "x" {
  source = "./m"
}

module "y" {
  source = "./y"
  policy = module.x.j
}
