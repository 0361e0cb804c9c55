resource "aws_instance" "web" {
  count = 2
  ami       = "ami-1"
  user_data = "a"
}
