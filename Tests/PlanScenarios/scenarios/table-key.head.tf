# plan: replace aws_dynamodb_table.table
# expect: terraform.replace.stateful aws_dynamodb_table.table
resource "aws_dynamodb_table" "table" {
  name         = "t"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "key"
  attribute {
    name = "key"
    type = "S"
  }
}
