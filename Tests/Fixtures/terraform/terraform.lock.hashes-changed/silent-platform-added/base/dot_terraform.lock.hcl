provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.1.0"
  constraints = ">= 4.0.0"
  hashes = [
    "h1:a",
  ]
}
