resource "aws_security_group" "edge" {
  name = "web"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
moved {
  from = aws_security_group.web
  to   = aws_security_group.edge
}
