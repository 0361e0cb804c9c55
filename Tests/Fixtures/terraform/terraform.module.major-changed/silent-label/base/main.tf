module "state" {
  source  = "cloudposse/stack-config/yaml//modules/remote-state"
  version = "0.22.4"
}
