resource "aws_db_instance" "this" {
  identifier = "orders"
  engine     = "postgres"
}
