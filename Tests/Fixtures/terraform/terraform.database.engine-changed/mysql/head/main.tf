resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "mysql"
  engine_version = "5.6.1"
  instance_class = "db.t3.small"
}
