resource "google_compute_firewall_policy_rule" "in" {
  firewall_policy = "org"
  priority        = 200
  action          = "allow"
  direction       = "INGRESS"
  match {
    src_ip_ranges = ["0.0.0.0/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["22"]
    }
  }
}
