# plan: update aws_db_instance.size
# expect: terraform.database.resized aws_db_instance.size
resource "aws_db_instance" "size" {
  identifier          = "size"
  engine              = "postgres"
  instance_class      = "db.t3.large"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
}
