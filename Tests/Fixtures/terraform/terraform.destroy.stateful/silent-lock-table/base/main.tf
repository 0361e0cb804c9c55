resource "aws_dynamodb_table" "lock" {
  name     = "terraform-lock"
  hash_key = "LockID"

  attribute {
    name = "LockID"
    type = "S"
  }
}
