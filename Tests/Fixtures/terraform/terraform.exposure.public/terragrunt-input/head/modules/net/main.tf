variable "open" {
  default = false
}
resource "aws_lb" "l" {
  internal = !var.open
}
