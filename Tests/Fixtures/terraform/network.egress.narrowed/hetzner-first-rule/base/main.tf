resource "hcloud_firewall" "db" {
  name = "db"
}
