module "ssm_parameters" {
  source  = "cloudposse/ssm-parameter-store/aws"
  version = "0.11.0"
  count   = 1

  parameter_write = [{ name = "/orders/url", value = "https://orders.example.com" }]
}
