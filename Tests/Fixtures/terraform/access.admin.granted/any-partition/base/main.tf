data "aws_partition" "c" {}
