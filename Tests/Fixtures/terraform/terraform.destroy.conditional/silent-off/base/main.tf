variable "old" {
  default = false
}

resource "aws_db_instance" "stores" {
  count  = var.old ? 1 : 0
  engine = "postgres"
}
