locals {
  rules = {
    office = "192.0.2.0/24"
    vpn    = "198.51.100.0/24"
  }
}
resource "aws_security_group_rule" "ssh" {
  for_each = local.rules
  type = "ingress"
  from_port = 22
  to_port = 22
  protocol = "tcp"
  cidr_blocks = [each.value]
  security_group_id = "sg-1"
}
