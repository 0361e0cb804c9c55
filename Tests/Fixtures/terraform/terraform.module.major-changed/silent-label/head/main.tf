module "state" {
  source  = "cloudposse/stack-config/yaml//modules/remote-state"
  version = "1.1.0"
}
