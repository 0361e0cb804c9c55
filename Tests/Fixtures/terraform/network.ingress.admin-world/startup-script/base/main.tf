resource "google_compute_instance" "w" {
  metadata = {
    startup-script = "iptables -A INPUT -p tcp --dport 22 -s 10.0.0.0/8 -j ACCEPT"
  }
}
