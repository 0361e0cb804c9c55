variable "stores" {
  type = map(object({ keep = bool }))
}

resource "aws_db_instance" "stores" {
  for_each = var.stores
  engine   = "postgres"
}
