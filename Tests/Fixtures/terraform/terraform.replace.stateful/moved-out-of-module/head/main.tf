resource "aws_db_instance" "orders" {
  identifier = "orders"
  engine     = "mysql"
}
module "orders" {
  source = "./db"
}
moved {
  from = module.orders.aws_db_instance.this
  to   = aws_db_instance.orders
}
