provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "db" {
  source = "./db"
  providers = {
    aws = aws.us
  }
}
