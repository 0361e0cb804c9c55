resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

module "role" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts"
  version = "6.0.0"
}
