terraform {
  backend "s3" {
    bucket = "acme-state"
    key    = "infra"
  }
}
resource "aws_instance" "web" {
  ami = "ami-1"
}
