resource "aws_lb_target_group" "t" {
  name = "t"
  lifecycle {
    create_before_destroy = true
  }
}
