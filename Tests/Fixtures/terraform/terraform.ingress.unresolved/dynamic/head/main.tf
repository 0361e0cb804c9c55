resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = var.many
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
