resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply --kubeconfig k -f ${path.module}/class.yaml"
  }
}
