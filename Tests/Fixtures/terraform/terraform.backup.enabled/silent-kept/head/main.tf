resource "aws_dynamodb_table" "t" {
  tags = { a = "b" }
  name = "t"
  point_in_time_recovery {
    enabled = true
  }
}
