module "label" {
  source = "git::https://github.com/example/terraform-null-label?ref=0.2.0"
  name   = "shop"
}
