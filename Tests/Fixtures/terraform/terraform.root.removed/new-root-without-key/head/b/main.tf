terraform {
  backend "s3" {}
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
