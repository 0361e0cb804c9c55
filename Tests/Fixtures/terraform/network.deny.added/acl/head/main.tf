resource "aws_network_acl" "a" {
  vpc_id = "vpc-1"
}
resource "aws_network_acl_rule" "no" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 100
  rule_action    = "deny"
  protocol       = "tcp"
  cidr_block = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
}
resource "aws_network_acl_rule" "yes" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 200
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block = "10.0.0.0/8"
  from_port      = 0
  to_port        = 65535
}
