resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  engine_version = "13.9"
  instance_class = "db.t3.small"
}
