resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl delete -f class.yaml"
  }
}
