# plan: replace aws_iam_role.role
# expect: terraform.replace.resource aws_iam_role.role
resource "aws_iam_role" "role" {
  name               = "role-b"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
