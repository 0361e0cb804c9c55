terraform {
  backend "s3" {
    key    = "a"
  }
}
resource "aws_sqs_queue" "u" {}
