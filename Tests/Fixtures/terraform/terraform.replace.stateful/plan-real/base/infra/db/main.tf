variable "secret" {}
resource "aws_dynamodb_table" "t" {
  name         = "t"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "planted_hash"
  attribute {
    name = "planted_hash"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
  tags = { s = var.secret }
}
