resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
    security_groups = [aws_security_group.balancer.id]
  }
}
resource "aws_security_group" "balancer" {}
moved {
  from = aws_security_group.lb
  to   = aws_security_group.balancer
}
