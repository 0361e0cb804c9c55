resource "aws_db_instance" "a" {
  allocated_storage = 20
}
