module "label" {
  source = "git::https://github.com/example/terraform-null-label.git?ref=bump-3.30.7"
  name   = "shop"
}
