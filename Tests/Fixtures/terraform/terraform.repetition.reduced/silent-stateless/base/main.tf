resource "aws_instance" "web" {
  count = 3
  ami       = "ami-1"
  user_data = "a"
}
