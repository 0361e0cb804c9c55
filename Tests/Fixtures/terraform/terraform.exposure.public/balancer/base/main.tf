resource "aws_lb" "l" {
  internal = true
}
