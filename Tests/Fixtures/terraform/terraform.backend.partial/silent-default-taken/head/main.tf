terraform {
  backend "gcs" {
    bucket = "state"
  }
}

resource "aws_sns_topic" "t" {}
