resource "aws_lb" "edge" {
  name = "web"
  enable_deletion_protection = true
}
moved {
  from = aws_lb.web
  to   = aws_lb.edge
}
