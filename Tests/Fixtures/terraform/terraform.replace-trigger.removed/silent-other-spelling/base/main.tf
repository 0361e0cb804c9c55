resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  instance_class = "db.t3.small"
  # unchanged
  lifecycle {
    prevent_destroy = true
  }
}
