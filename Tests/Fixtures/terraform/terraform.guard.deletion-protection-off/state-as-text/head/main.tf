resource "aws_cognito_user_pool" "u" {
  name = "u"
  deletion_protection = "INACTIVE"
}
