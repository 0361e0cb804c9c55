# plan: update aws_security_group.opened
# expect: network.ingress.admin-world aws_security_group.opened
resource "aws_security_group" "opened" {
  name = "opened"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
