resource "aws_security_group" "a" {
  name = "a"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [data.aws_vpc.a.cidr_block, var.office]
  }
}
data "aws_vpc" "a" {
  default = true
}
variable "office" {}
