variable "env" {}

module "x" {
  source = "./m"
  name   = "govuk-${local.env}-search-manual"
}

locals {
  env = var.env
}
