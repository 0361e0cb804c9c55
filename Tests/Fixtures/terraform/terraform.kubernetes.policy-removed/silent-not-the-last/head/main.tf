resource "kubernetes_network_policy_v1" "deny" {
  metadata {
    name      = "deny"
    namespace = "shop"
  }
  spec {
    pod_selector {
      
    }
    
    policy_types = ["Ingress"]
  }
}
