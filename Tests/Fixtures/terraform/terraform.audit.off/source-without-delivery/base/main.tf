resource "aws_cloudfront_distribution" "assets" {
  enabled = true

  logging_config {
    bucket = "logs.s3.amazonaws.com"
  }
}

resource "aws_cloudwatch_log_delivery_source" "assets" {
  name         = "assets"
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.assets.arn
}
