resource "aws_network_acl_rule" "d" {
  network_acl_id = aws_network_acl.a.id
  rule_number = 10
  protocol = "tcp"
  rule_action = "deny"
  cidr_block = "203.0.113.0/24"
  from_port = 22
  to_port = 22
}
resource "aws_network_acl" "a" {
 vpc_id="x"
}
