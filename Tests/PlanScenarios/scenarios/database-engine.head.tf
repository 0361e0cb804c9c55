# plan: replace aws_db_instance.engine
# expect: terraform.replace.stateful aws_db_instance.engine
resource "aws_db_instance" "engine" {
  identifier          = "engine"
  engine              = "mysql"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
}
