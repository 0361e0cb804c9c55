module "ssm-parameters" {
  source  = "cloudposse/ssm-parameter-store/aws"
  version = "0.10.0"

  parameter_write = [{ name = "/orders/url", value = "https://orders.example.com" }]
}
