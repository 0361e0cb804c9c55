resource "aws_eks_cluster" "c" {
  name = "c"
  kubernetes_network_config {
    service_ipv4_cidr = "10.2.0.0/16"
  }
}
