module "container" {
  source  = "terraform-google-modules/container-vm/google"
  version = "~> 2.0"
}

module "utils" {
  source  = "cloudposse/utils/aws"
  version = "0.8.1"
}

module "settings" {
  source  = "cloudposse/config/yaml//modules/deepmerge"
  version = "1.0.2"
}
