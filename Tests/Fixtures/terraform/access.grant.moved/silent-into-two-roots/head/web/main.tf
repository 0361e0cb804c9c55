provider "aws" {
  region = "eu-west-1"
}
module "deployer" {
  source = "../deployer"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
