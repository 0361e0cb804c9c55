resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  instance_class = "db.t3.small"
  lifecycle {
    ignore_changes = ["password"]
  }
}
