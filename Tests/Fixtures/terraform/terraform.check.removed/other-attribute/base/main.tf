resource "aws_instance" "web" {
  ami = "ami-1"

  lifecycle {
    precondition {
      condition     = length(data.acme_site.all.pages) < 10
      error_message = "no"
    }
  }
}
