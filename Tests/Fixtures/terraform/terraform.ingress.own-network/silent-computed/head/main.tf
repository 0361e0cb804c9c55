resource "aws_security_group" "a" {
  name = "a"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [cidrsubnet(data.aws_vpc.a.cidr_block, -16, 0)]
  }
}
data "aws_vpc" "a" {
  default = true
}
