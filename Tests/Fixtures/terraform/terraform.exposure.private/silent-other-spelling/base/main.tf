resource "aws_eks_cluster" "c" {
  name = "prod"
  role_arn = "arn:aws:iam::111122223333:role/eks"
  vpc_config {
    subnet_ids = ["subnet-1"]
    endpoint_public_access = true
    public_access_cidrs = [for x in ["192.0.2.0"] : "${x}/24"]
  }
}
