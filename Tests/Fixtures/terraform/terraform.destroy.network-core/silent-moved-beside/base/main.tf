variable "public" {
  type = map(string)
}

variable "special" {
  type = map(string)
}

resource "aws_nat_gateway" "main" {
  for_each = length(var.special) == 0 ? var.public : {}
  name     = each.value
}

resource "aws_nat_gateway" "special" {
  for_each = var.special
  name     = each.value
}
