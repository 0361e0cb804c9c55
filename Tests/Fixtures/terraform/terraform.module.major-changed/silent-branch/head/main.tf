module "label" {
  source = "git::https://github.com/example/terraform-null-label.git?ref=0.4.0"
  name   = "shop"
}
