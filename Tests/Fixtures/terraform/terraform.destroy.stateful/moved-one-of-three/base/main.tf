resource "aws_db_instance" "a" {
  count             = 3
  allocated_storage = 20
}
