module "db" {
  source = "../db"
  name   = "orders"
}
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
