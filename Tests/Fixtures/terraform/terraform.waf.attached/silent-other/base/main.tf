resource "aws_cloudfront_distribution" "d" {
  enabled = true
  web_acl_id = "arn:aws:wafv2:y"
}
