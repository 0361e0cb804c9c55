resource "kubernetes_service_v1" "web" {
  metadata {
    name = "web"
  }
  spec {
    selector = { app = "web" }
    type = "ClusterIP"
    port {
      port        = 5432
      target_port = 5432
    }
  }
}
