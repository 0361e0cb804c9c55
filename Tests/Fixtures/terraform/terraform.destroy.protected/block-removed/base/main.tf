resource "aws_lb" "web" {
  name = "web"
  enable_deletion_protection = true
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
