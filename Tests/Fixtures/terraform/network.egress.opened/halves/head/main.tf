resource "aws_security_group" "web" {
  name = "web"
  egress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
    cidr_blocks = ["0.0.0.0/1"]
  }
}
resource "aws_vpc_security_group_egress_rule" "rest" {
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "128.0.0.0/1"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
