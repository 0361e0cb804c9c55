variable "role_arn" {
  type    = string
  default = "arn:aws:iam::444455556666:role/deploy"
}
provider "aws" {
  region = "eu-west-1"
  dynamic "assume_role" {
    for_each = var.role_arn == null ? [] : [var.role_arn]
    content {
      role_arn = assume_role.value
    }
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
