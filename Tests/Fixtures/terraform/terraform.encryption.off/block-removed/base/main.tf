resource "aws_opensearch_domain" "d" {
  domain_name = "d"
  encrypt_at_rest {
    enabled = true
  }
}
