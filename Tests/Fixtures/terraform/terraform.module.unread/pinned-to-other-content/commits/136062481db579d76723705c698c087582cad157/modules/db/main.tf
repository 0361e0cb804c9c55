variable "name" {}
resource "aws_rds_cluster" "a" {
  identifier          = var.name
  deletion_protection = true
}
module "s3" {
  source = "../s3"
}
