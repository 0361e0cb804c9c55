resource "aws_dsql_cluster" "c" {
  kms_key = "a"
  region  = "eu-west-1"
}
