resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "kubectl apply -f ${path.module}/${terraform.workspace}.yaml"
  }
}
