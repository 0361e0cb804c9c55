variable "command" {}

resource "null_resource" "r" {
  provisioner "local-exec" {
    command = var.command
  }
}
