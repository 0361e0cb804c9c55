resource "aws_lb" "alb" {
  name = "alb"
}
