# plan: replace aws_s3_bucket.variable
# expect: terraform.replace.stateful aws_s3_bucket.variable
variable "variable_file_name" {
  default = "acme-another"
}
resource "aws_s3_bucket" "variable" {
  bucket = var.variable_file_name
}
