resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 8080
    to_port = 8080
    protocol = "tcp"
    cidr_blocks = ["10.0.0.0/24"]
  }
}
