variable "env" {}

module "x" {
  source = "./m"
  name   = "govuk-${var.env}-elasticsearch6-manual"
}
