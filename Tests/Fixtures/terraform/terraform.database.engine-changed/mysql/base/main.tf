resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "mysql"
  engine_version = "5.7.44"
  instance_class = "db.t3.small"
}
