module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.2.0"
}
