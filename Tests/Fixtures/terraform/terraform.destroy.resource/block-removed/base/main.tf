resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
