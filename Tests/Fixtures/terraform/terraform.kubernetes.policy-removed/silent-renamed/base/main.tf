resource "kubernetes_network_policy_v1" "db" {
  metadata {
    name      = "db"
    namespace = "shop"
  }
  spec {
    pod_selector {
      match_labels = { app = "db" }
    }
    ingress {
      from {
        pod_selector {
          match_labels = { app = "web" }
        }
      }
      ports {
        port     = "5432"
        protocol = "TCP"
      }
    }
    policy_types = ["Ingress"]
  }
}
