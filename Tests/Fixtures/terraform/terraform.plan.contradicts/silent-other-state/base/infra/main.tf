resource "aws_db_instance" "main" {
  identifier = "main"
  engine     = "postgres"
  availability_zone = "eu-west-1a"
}
