variable "names" {
  default = ["a", "b"]
}
resource "aws_db_instance" "db" {
  count      = length(var.names)
  identifier = var.names[count.index]
}
