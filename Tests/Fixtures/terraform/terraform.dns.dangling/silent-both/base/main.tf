resource "aws_route53_record" "w" {
  zone_id = "Z1"
  name = "www"
  type = "CNAME"
  ttl = 60
  records = [aws_cloudfront_distribution.d.domain_name]
}
resource "aws_cloudfront_distribution" "d" {
  enabled = true
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
