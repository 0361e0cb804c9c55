# No plan shows the guard.
# plan: no-op aws_db_instance.lifecycle
# expect: terraform.guard.prevent-destroy-removed aws_db_instance.lifecycle
resource "aws_db_instance" "lifecycle" {
  identifier          = "lifecycle"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
}
