resource "kubernetes_manifest" "np" {
  manifest = {
    apiVersion = "networking.k8s.io/v1"
    kind       = "NetworkPolicy"
    metadata   = { name = "db", namespace = "shop" }
    spec = {
      podSelector = { matchLabels = { app = "db" } }
      policyTypes = ["Ingress"]
      ingress = [{ from = [{ ipBlock = { cidr = "0.0.0.0/0" } }], ports = [{ port = 5432 }] }]
    }
  }
}
