terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "a"
  }
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
