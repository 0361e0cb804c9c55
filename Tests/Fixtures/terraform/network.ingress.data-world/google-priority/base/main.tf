resource "google_compute_firewall" "no" {
  name          = "no"
  network       = "n"
  priority      = 900
  source_ranges = ["0.0.0.0/0"]
  deny {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
resource "google_compute_firewall" "yes" {
  name          = "yes"
  network       = "n"
  priority      = 1000
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["5000-6000"]
  }
}
