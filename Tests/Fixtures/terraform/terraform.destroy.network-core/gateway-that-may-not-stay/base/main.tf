resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  count = var.public ? 1 : 0
  vpc_id = aws_vpc.main.id
}

resource "aws_internet_gateway" "again" {
  vpc_id = aws_vpc.main.id
}

variable "public" {}
