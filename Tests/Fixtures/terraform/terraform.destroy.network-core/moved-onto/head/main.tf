variable "public" {
  type = map(string)
}

variable "special" {
  type = map(string)
}

resource "aws_nat_gateway" "main" {
  for_each = var.public
  name     = each.value
}

moved {
  from = aws_nat_gateway.special
  to   = aws_nat_gateway.main
}
