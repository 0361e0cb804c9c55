resource "aws_db_instance" "main" {
  identifier = "main"
  # the orders
  engine     = "postgres"
}
