resource "google_compute_instance" "w" {
  metadata = {
    startup-script = "iptables -A INPUT -p tcp --dport 22 -j ACCEPT"
  }
}
