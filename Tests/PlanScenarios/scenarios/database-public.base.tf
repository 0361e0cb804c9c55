resource "aws_db_instance" "public" {
  identifier          = "public"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
}
