resource "aws_security_group" "a" {
  name = "a"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["172.20.0.0/16"]
  }
}
data "aws_vpc" "a" {
  default = true
}
variable "office" {}
