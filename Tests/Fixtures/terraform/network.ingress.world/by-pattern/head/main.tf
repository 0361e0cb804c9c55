locals {
  workspace = "acme-dev-eu"
  stage     = regex("^acme-(\\w+)-", local.workspace)[0]
  is_prod   = length(regexall("prod", local.workspace)) > 0
}
resource "aws_security_group" "app" {
  name = replace(local.workspace, "/[^a-z]/", "_")
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = local.is_prod && local.stage == "prod" ? ["10.0.0.0/8"] : ["0.0.0.0/0"]
  }
}
