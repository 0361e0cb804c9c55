terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "c"
  }
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
