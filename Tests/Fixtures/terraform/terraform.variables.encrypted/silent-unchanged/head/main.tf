variable "address" {}

resource "aws_eip" "this" {
  tags = { Owner = var.address }
}
