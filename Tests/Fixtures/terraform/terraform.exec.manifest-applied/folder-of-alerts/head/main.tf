resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply -n monitoring -f ${path.module}/alerts/"
  }
}
