variable "stores" {
  type = map(object({ keep = bool }))
}

resource "aws_db_instance" "stores" {
  for_each = { for name, store in var.stores : name => store if store.keep }
  engine   = "postgres"
}
