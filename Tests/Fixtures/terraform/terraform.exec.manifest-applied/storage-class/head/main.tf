resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply -f ${path.module}/class.yaml"
  }

  provisioner "local-exec" {
    when    = "destroy"
    command = "kubectl delete -f ${path.module}/class.yaml"
  }
}
