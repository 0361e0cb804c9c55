module "eks" {
  source         = "terraform-aws-modules/eks/aws"
  version        = "17.24.0"
  aws_auth_roles = [{ rolearn = "arn:aws:iam::111111111111:role/ops", username = "ops", groups = ["system:masters"] }, { rolearn = "arn:aws:iam::111111111111:role/ci", username = "ci", groups = ["system:masters"] }]
}
