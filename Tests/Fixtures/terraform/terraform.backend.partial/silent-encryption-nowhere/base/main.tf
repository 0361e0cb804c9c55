terraform {
  backend "s3" {
    bucket  = "state"
    key     = "a"
    region  = "eu-west-2"
    encrypt = true
  }
}

resource "aws_sns_topic" "t" {}
