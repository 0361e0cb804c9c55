resource "aws_rds_cluster" "a" {
  engine = "aurora-postgresql"
}
moved {
  from = aws_db_instance.a
  to   = aws_rds_cluster.a
}
