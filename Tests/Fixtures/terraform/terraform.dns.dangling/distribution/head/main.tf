resource "aws_route53_record" "w" {
  zone_id = "Z1"
  name = "www"
  type = "CNAME"
  ttl = 60
  records = ["d111.cloudfront.net"]
}
