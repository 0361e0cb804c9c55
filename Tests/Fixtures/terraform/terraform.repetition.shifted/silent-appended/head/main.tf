locals {
  names = ["a", "b", "c", "d"]
}
resource "aws_ebs_volume" "v" {
  count = length(local.names)
  availability_zone = "eu-west-1a"
  size = 10
  tags = {
    Name = local.names[count.index]
  }
}
