terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "web"
  }
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
