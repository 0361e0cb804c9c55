# plan: replace aws_db_instance.clear
# expect: terraform.replace.stateful aws_db_instance.clear
# expect: terraform.encryption.off aws_db_instance.clear
resource "aws_db_instance" "clear" {
  identifier          = "clear"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
  storage_encrypted = false
}
