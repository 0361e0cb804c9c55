terraform {
  backend "s3" {
    bucket  = "state"
    key     = "shop.tfstate"
    region  = "eu-west-2"
    encrypt = true
  }
}

resource "aws_sns_topic" "alerts" {}
