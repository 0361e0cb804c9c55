resource "kubernetes_deployment" "d" {
  metadata {
    name = "d"
  }
  spec {
    template {
      spec {
        container {
          name = "app"
          image = "app:1"
          security_context {
            privileged = false
          }
        }
      }
    }
  }
}
