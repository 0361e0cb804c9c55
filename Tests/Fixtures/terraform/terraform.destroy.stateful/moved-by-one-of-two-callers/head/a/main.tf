module "db" {
  source = "../db"
}
resource "aws_db_instance" "a" {
  allocated_storage = 20
}
moved {
  from = module.db.aws_db_instance.a
  to   = aws_db_instance.a
}
