module "vpc" {
  source  = "git::https://example.com/vpc.git?ref=v2.0.0"
}
