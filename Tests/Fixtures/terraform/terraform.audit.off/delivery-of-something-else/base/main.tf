resource "aws_cloudfront_distribution" "assets" {
  enabled = true

  logging_config {
    bucket = "logs.s3.amazonaws.com"
  }
}

resource "aws_cloudwatch_log_delivery_source" "assets" {
  name         = "assets"
  log_type     = "CONNECTION_LOGS"
  resource_arn = aws_cloudfront_distribution.assets.arn
}

resource "aws_cloudwatch_log_delivery" "assets" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.assets.name
  delivery_destination_arn = "arn:aws:logs:us-east-1:111122223333:delivery-destination:logs"
}
