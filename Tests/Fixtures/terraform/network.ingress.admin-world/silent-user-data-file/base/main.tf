resource "aws_instance" "w" {
  user_data = file("${path.module}/init.sh")
}
