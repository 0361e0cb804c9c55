resource "aws_secretsmanager_secret" "s" {
  name = "s"
}
