resource "aws_subnet" "a" {
  cidr_block = "10.0.2.0/24"
}
