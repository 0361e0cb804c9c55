variable "rules" {
  default = [{ type = "egress", from_port = 22, to_port = 22, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }]
}

module "sg" {
  source = "cloudposse/security-group/aws"
  rules  = var.rules
}
