resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

module "deploy" {
  source = "../modules/iam-role"
  name   = "deploy"
}
