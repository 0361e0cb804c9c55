module "db" {
  source = "../modules/db"
}

resource "aws_instance" "web" {
  ami = "ami-1"
}
