variable "old" {
  default = true
}

resource "aws_db_instance" "stores" {
  count  = var.old ? 1 : 0
  engine = "postgres"
}
