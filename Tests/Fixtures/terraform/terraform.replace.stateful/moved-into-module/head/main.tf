resource "aws_db_subnet_group" "main" {
  name = "main"
}
module "orders" {
  source       = "./db"
  subnet_group = aws_db_subnet_group.main.name
  
}
moved {
  from = aws_db_instance.orders
  to   = module.orders.aws_db_instance.this
}
