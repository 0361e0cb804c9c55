resource "kubernetes_network_policy" "p" {
  metadata {
    name = "deny"
  }
  spec {
    pod_selector {}
    policy_types = ["Ingress"]
  }
}
