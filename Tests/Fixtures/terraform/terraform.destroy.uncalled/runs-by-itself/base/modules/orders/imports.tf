import {
  to = aws_sns_topic.alerts
  id = "arn:aws:sns:eu-west-2:111122223333:alerts"
}

resource "aws_sns_topic" "alerts" {}
