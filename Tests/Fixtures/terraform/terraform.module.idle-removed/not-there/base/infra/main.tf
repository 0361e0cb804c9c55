module "task" {
  source = "../modules/task"
}

resource "aws_instance" "web" {
  ami = "ami-1"
}
