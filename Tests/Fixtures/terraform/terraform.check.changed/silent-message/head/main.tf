resource "aws_instance" "web" {
  ami = "ami-1"

  lifecycle {
    precondition {
      condition     = var.name != ""
      error_message = "never"
    }
  }
}
