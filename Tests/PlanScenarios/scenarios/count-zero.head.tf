# plan: delete aws_ebs_volume.none[0]
# expect: terraform.destroy.stateful aws_ebs_volume.none
resource "aws_ebs_volume" "none" {
  count             = 0
  availability_zone = "eu-west-1a"
  size              = 10
}
