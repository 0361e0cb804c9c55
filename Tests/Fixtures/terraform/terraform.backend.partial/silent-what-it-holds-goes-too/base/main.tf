terraform {
  backend "s3" {
    bucket = "state"
    key    = "a"
  }
}
resource "aws_sns_topic" "t" {}
