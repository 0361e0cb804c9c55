variable "security_group_rules" {
  default = [{ type = "ingress", from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }]
}

module "sg" {
  source               = "cloudposse/security-group/aws"
  security_group_rules = var.security_group_rules
}
