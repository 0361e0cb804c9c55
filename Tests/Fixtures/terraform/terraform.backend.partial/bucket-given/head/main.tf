terraform {
  backend "s3" {
    key    = "a"
  }
}

resource "aws_sns_topic" "t" {}
