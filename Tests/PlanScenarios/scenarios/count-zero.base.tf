resource "aws_ebs_volume" "none" {
  count             = 1
  availability_zone = "eu-west-1a"
  size              = 10
}
