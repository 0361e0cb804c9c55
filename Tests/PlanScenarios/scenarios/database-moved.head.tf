# plan: no-op aws_db_instance.after_move
resource "aws_db_instance" "after_move" {
  identifier          = "before-move"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  allocated_storage   = 20
  username            = "app"
  password            = "not-a-secret"
  skip_final_snapshot = true
}

moved {
  from = aws_db_instance.before_move
  to   = aws_db_instance.after_move
}
