resource "aws_dynamodb_table" "a-lock" {
  name           = "acme-lock"
  hash_key       = "OrderID"
  read_capacity  = 20
  write_capacity = 20
}
