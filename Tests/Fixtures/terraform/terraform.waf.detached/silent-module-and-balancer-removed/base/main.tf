resource "aws_lb" "alb" {
  name = "alb"
}

module "waf" {
  source  = "./waf"
  alb_arn = aws_lb.alb.arn
}
