resource "google_compute_firewall" "bad" {
  name     = "bad"
  network  = "prod"
  priority = 100
  
  source_ranges = ["203.0.113.0/25"]
  deny {
    protocol = "tcp"
  }
}
