variable "name" {}
resource "aws_db_instance" "a" {
  identifier          = var.name
  deletion_protection = true
}
module "s3" {
  source = "../s3"
}
