resource "aws_db_instance" "d" {
  identifier = "d"
  engine = "postgres"
  engine_version = "13.7"
  instance_class = "db.t3.large"
}
