resource "null_resource" "x" {
  provisioner "local-exec" { command = "make build" }
}
resource "aws_iam_role_policy_attachment" "a" {
  role = "deploy"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
resource "aws_iam_access_key" "k" { user = "ci" }
resource "aws_db_instance" "d" {
  identifier = "d"
  publicly_accessible = true
  skip_final_snapshot = true
}
