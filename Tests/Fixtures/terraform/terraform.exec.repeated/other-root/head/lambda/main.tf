variable "name" {}

data "external" "zip" {
  program = ["${path.module}/pack.py"]
  query = {
    name = var.name
  }
}
