module "vpc" {
  source = "git::https://github.com/acme/vpc.git?ref=v1.0.0"
}
