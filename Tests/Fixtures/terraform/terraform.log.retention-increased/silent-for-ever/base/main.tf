resource "aws_cloudwatch_log_group" "l" {
  name              = "l"
  retention_in_days = 0
}
