resource "aws_lb" "l" {
  internal = false
}
