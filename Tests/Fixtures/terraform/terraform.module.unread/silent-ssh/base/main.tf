module "vpc" {
  source = "git::git@github.com:acme/vpc?ref=v1.0.0"
}
