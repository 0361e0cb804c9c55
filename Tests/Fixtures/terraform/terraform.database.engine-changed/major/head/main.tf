resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  engine_version = "15.3"
  instance_class = "db.t3.small"
}
