variable "name" {}
variable "guard" {
  default = true
}
resource "aws_db_instance" "a" {
  identifier          = var.name
  deletion_protection = var.guard
}
module "s3" {
  source = "../s3"
}
