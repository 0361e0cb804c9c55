resource "aws_lb_target_group" "t" {
  name = "t"
}
