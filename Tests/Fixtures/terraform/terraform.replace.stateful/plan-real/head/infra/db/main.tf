variable "secret" {}
resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "planted_hash2"
  attribute {
    name = "planted_hash2"
    type = "S"
  }
  point_in_time_recovery {
    enabled = false
  }
  tags = { s = var.secret }
}
