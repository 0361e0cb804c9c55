resource "aws_db_instance" "db" {
  identifier = "db"
}
