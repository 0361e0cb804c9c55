variable "enabled" {
  type = bool
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_opensearch_domain" "main" {
  count       = var.enabled ? 1 : 0
  domain_name = "main"
}
