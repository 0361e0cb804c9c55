module "x" {
  source = "./m"
  ports  = module.y.ports
}

resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = module.x.c
  security_group_id = "sg-1"
}

module "y" {
  source = "./y"
  c      = module.x.c
}
