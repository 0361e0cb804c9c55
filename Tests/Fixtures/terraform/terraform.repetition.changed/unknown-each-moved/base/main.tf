variable "copies" {
  type = number
}
variable "names" {
  type = set(string)
}
resource "aws_db_instance" "db" {
  count      = var.copies
  identifier = "db-${count.index}"
}
