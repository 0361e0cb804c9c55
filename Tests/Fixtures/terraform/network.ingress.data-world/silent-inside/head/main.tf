resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}
resource "aws_security_group" "web" {
  name = "web"
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
