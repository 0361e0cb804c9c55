resource "null_resource" "n" {
  triggers = {
    v = "1"
  }
}
