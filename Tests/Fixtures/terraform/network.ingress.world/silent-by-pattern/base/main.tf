locals {
  tags = { for pair in ["team=a", "cost=1"] : regex("^(\\w+)=", pair)[0] => replace(pair, "/^.*=/", "") }
}
resource "aws_security_group" "app" {
  name = "app-${substr(sha256("app"), 0, 8)}"
  tags = local.tags
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = regexall("[^ ,]+", "10.0.0.0/8, 192.168.0.0/16")
  }
}
