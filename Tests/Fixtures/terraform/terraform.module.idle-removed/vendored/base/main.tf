module "db" {
  source = "./vendor/modules/db"
}

resource "aws_sns_topic" "alerts" {}
