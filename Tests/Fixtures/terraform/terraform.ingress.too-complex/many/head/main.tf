locals {
  r0 = [{ cidr_blocks = ["10.0.0.0/8"], from_port = 1, to_port = 1, protocol = "tcp" }]
  r1 = concat(local.r0, local.r0)
  r2 = concat(local.r1, local.r1)
  r3 = concat(local.r2, local.r2)
  r4 = concat(local.r3, local.r3)
  r5 = concat(local.r4, local.r4)
  r6 = concat(local.r5, local.r5)
  r7 = concat(local.r6, local.r6)
  r8 = concat(local.r7, local.r7)
  r9 = concat(local.r8, local.r8)
  r10 = concat(local.r9, local.r9)
}
resource "aws_security_group" "web" {
  ingress = local.r10
}
