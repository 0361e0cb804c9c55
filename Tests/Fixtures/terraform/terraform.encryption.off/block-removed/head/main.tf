resource "aws_opensearch_domain" "d" {
  domain_name = "d"
}
