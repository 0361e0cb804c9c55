resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply -n kube-system -f class.yaml"
  }
}
