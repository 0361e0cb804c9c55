resource "aws_lb_listener" "l" {
  port = 443
  protocol = "HTTPS"
}
