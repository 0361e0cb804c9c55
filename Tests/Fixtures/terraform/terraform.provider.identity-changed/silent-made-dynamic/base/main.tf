variable "role_arn" {
  type    = string
  default = "arn:aws:iam::111122223333:role/deploy"
}
provider "aws" {
  assume_role {
    role_arn = var.role_arn
  }
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
