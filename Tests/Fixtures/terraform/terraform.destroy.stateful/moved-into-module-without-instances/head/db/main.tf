resource "aws_db_instance" "this" {
  identifier = "db"
}
