resource "aws_dynamodb_table" "a_lock" {
  name           = "acme-lock"
  hash_key       = "LockID"
  read_capacity  = 20
  write_capacity = 20
}
