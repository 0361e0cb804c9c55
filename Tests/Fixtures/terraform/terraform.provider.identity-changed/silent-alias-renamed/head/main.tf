provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}
resource "aws_db_instance" "db" {
  identifier = "db"
  provider   = aws.virginia
}
