resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "aws_iam_role_policy_attachment" "a" {
  role = "ci"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
