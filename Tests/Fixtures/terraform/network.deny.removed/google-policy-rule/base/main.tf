resource "google_compute_network_firewall_policy_rule" "deny" {
  firewall_policy = "guard"
  priority        = 100
  action          = "deny"
  direction       = "INGRESS"
  match {
    src_ip_ranges = ["8.8.0.0/16"]
    layer4_configs {
      ip_protocol = "all"
    }
  }
}
resource "google_compute_network_firewall_policy_rule" "web" {
  firewall_policy = "guard"
  priority        = 200
  action          = "allow"
  direction       = "INGRESS"
  match {
    src_ip_ranges = ["0.0.0.0/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["443"]
    }
  }
}
