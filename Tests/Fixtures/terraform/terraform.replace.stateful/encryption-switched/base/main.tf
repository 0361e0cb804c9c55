resource "aws_ebs_volume" "d" {
  availability_zone = "eu-west-1a"
}
