resource "aws_security_group" "web" {
  ingress = []
}
