resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply -f class.yaml"
  }
}
