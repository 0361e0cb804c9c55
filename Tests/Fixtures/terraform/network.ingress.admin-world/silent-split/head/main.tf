resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 20
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  ingress {
    from_port   = 23
    to_port     = 30
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/9", "10.128.0.0/9"]
  }
}
