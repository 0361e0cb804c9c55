variable "table" { type = string }
resource "aws_dynamodb_table" "t" {
  name = var.table
}
