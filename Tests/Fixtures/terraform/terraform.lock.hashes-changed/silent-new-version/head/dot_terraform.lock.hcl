provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.1.1"
  constraints = ">= 4.0.0"
  hashes = [
    "h1:c",
  ]
}
