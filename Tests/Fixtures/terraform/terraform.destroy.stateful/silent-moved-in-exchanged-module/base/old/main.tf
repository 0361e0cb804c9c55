resource "aws_db_instance" "this" {
  allocated_storage = 20
}
