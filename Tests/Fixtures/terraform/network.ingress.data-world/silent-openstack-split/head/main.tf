resource "openstack_compute_secgroup_v2" "app" {
  name        = "app"
  description = "app"
  rule {
    from_port   = 3000
    to_port     = 3500
    ip_protocol = "tcp"
    cidr        = "0.0.0.0/0"
  }
  rule {
    from_port   = 3501
    to_port     = 4000
    ip_protocol = "tcp"
    cidr        = "0.0.0.0/0"
  }
}
