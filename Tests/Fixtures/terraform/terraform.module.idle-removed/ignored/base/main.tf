module "db" {
  source = "./fetched-modules/db"
}

resource "aws_sns_topic" "alerts" {}
