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
        ip_block {
          cidr = var.office
        }
      }
    }
    policy_types = ["Ingress"]
  }
}
variable "office" {}
