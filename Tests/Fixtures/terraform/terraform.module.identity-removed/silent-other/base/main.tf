resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

module "deploy" {
  source = "git::https://github.com/example/terraform-aws-roles-database?ref=v4.0.0"
  name   = "deploy"
}
