variable "enabled" {}

module "db" {
  source = "acme/store/aws"
  version = "1.0.0"
  enabled = var.enabled
}
