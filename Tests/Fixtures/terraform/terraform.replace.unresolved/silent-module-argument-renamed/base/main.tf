variable "env" {}

module "x" {
  source = "./m"
  name   = "govuk-${var.env}-search-manual"
}
