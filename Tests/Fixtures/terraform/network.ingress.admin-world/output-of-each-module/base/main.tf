module "x" {
  for_each = toset(["a", "b"])
  source   = "./m"
  zone     = each.key
}

resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = concat(module.x["a"].c, module.x["b"].c)
  security_group_id = "sg-1"
}
