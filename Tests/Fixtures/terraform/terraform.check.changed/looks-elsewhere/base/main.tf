resource "aws_instance" "web" {
  ami = "ami-1"

  lifecycle {
    precondition {
      condition     = try(length(data.acme_site.all[format("a/%s", var.name)].pages), 0) == 0
      error_message = "no"
    }
  }
}
