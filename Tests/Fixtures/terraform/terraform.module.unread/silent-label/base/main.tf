module "label" {
  source = "git::https://github.com/cloudposse/terraform-terraform-label.git?ref=tags/0.2.1"
}
