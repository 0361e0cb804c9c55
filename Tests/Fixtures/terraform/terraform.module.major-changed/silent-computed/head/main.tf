module "container" {
  source  = "terraform-google-modules/container-vm/google"
  version = "~> 3.0"
}

module "utils" {
  source  = "cloudposse/utils/aws"
  version = "1.3.0"
}

module "settings" {
  source  = "cloudposse/config/yaml//modules/deepmerge"
  version = "2.0.0"
}
