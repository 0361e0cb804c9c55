resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  instance_class = "db.t3.small"
  lifecycle {
    precondition {
      condition     = var.backups > 0
      error_message = "No."
    }
  }
}
