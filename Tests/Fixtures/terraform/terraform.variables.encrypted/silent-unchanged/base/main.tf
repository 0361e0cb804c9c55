variable "address" {}

resource "aws_eip" "this" {
  tags = { Name = var.address }
}
