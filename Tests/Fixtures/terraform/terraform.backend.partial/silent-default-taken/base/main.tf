terraform {
  backend "gcs" {
    bucket = "state"
    prefix = "a"
  }
}

resource "aws_sns_topic" "t" {}
