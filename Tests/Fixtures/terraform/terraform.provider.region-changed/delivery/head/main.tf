variable "region" {}

provider "aws" {
  region = var.region
  default_tags {
    tags = { System = "edge" }
  }
}

provider "aws" {
  alias  = "global"
  region = "us-east-1"
}

resource "aws_cloudwatch_log_delivery" "edge" {
  provider                 = aws.global
  delivery_source_name     = "edge"
  delivery_destination_arn = "arn:aws:logs:us-east-1:111122223333:delivery-destination:edge"
}
