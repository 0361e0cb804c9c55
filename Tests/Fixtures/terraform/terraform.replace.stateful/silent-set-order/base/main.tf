resource "aws_rds_cluster" "main" {
  identifier          = "orders"
  availability_zones = ["a", "b"]
  engine              = "postgres"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  storage_encrypted   = true
}
