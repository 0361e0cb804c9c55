resource "aws_db_instance" "a" {
  allocated_storage = 20
}
module "db" {
  source = "./db"
}
