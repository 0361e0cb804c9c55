resource "aws_db_instance" "main" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
  skip_final_snapshot = false
}

resource "aws_db_instance" "copy" {
  for_each            = toset(["a", "b"])
  identifier          = "orders-copy-${each.key}"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  skip_final_snapshot = true
}
