variable "engine" {
  default = "valkey"
}

resource "aws_elasticache_replication_group" "r" {
  replication_group_id = "r"
  description          = "r"
  engine               = var.engine
}
