variable "variable_file_name" {
  default = "acme-variable"
}
resource "aws_s3_bucket" "variable" {
  bucket = var.variable_file_name
}
