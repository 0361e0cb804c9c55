resource "aws_instance" "web" {
  ami       = "ami-2"
  user_data = "a"
}
