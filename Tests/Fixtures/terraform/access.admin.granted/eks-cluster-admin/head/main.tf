resource "aws_eks_access_policy_association" "ci" {
  cluster_name  = "main"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
  principal_arn = "arn:aws:iam::123456789012:role/ci"

  access_scope {
    type = "cluster"
  }
}
