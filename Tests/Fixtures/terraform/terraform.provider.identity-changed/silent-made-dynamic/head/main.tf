variable "role_arn" {
  type    = string
  default = "arn:aws:iam::111122223333:role/deploy"
}
provider "aws" {
  dynamic "assume_role" {
    for_each = [var.role_arn]
    iterator = each_role
    content {
      role_arn = each_role.value
    }
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
