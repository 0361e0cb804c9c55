resource "aws_organizations_policy" "s" {
  name = "s"
  content = jsonencode({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]})
}
resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
