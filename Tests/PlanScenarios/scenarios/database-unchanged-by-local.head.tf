# plan: no-op aws_db_instance.same
locals {
  same_encrypted = length(["x"]) > 0 ? true : false
}
resource "aws_db_instance" "same" {
  identifier          = "same"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
  storage_encrypted = local.same_encrypted
}
