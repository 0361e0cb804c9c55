resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "kubernetes_cluster_role_binding" "m" {
  metadata {
    name = "m"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind = "ClusterRole"
    name = "cluster-admin"
  }
  subject {
    kind = "User"
    name = "dev"
  }
}
