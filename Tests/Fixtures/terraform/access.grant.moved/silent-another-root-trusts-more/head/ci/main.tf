provider "aws" {
  region  = "eu-west-1"
  profile = "shared"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
