module "x" {
  source = "./m"
}

resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = module.x.c
  security_group_id = "sg-1"
}
