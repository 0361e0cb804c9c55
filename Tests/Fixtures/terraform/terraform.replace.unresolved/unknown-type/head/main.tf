resource "aws_dsql_cluster" "c" {
  kms_key = "b"
  region  = "eu-west-2"
}
