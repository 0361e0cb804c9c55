terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "b"
  }
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
