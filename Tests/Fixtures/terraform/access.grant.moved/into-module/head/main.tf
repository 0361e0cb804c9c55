provider "aws" {
  region = "eu-west-1"
}
module "deployer" {
  source = "./deployer"
}
