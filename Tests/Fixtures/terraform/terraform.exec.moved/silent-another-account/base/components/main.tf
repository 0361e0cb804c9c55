provider "aws" {
  region  = "eu-west-1"
  profile = "shared"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "null_resource" "apply" {
  provisioner "local-exec" {
    command = "kubectl apply -f ${path.module}/manifests/base.yaml"
  }
}
