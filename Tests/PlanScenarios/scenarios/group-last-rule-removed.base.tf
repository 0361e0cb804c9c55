resource "aws_security_group" "kept_rule" {
  name = "kept_rule"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
