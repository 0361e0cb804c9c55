resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_db_subnet_group" "g" {
  name = "g"
}
resource "aws_rds_cluster" "c" {
  db_subnet_group_name = aws_db_subnet_group.g.name
}
