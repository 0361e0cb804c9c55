resource "aws_lb_listener" "l" {
  port = 80
  protocol = "HTTP"
}
