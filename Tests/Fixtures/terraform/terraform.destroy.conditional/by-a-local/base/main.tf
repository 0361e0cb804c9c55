variable "old" {
  type = bool
}

locals {
  number = var.old ? 1 : 0
}

resource "aws_db_instance" "stores" {
  count  = local.number
  engine = "postgres"
}
