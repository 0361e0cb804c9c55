module "label" {
  source = "git::https://github.com/example/terraform-null-label.git?ref=0.3.0"
  name   = "shop"
}
