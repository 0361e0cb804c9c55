resource "aws_eks_cluster" "c" {
  name = "c"
  enabled_cluster_log_types = []
}
