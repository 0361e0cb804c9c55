provider "aws" {
  region  = "eu-west-1"
  profile = "payments"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
