resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1"]
  }
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_security_group" "split" {
  name = "split"
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "192.0.2.0/24"
  }
}
resource "aws_vpc_security_group_ingress_rule" "pg" {
  security_group_id = aws_security_group.split.id
  prefix_list_id    = aws_ec2_managed_prefix_list.offices.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
resource "aws_network_acl" "a" {
  vpc_id = "vpc-123456"
}
resource "aws_network_acl_rule" "no" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 100
  rule_action    = "deny"
  protocol       = "tcp"
  cidr_block     = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
}
resource "aws_network_acl_rule" "yes" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = 200
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "10.0.0.0/8"
  from_port      = 0
  to_port        = 0
}
