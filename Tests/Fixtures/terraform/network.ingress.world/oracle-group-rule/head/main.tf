resource "oci_core_network_security_group" "app" {
  vcn_id = "v"
}
resource "oci_core_network_security_group_security_rule" "in" {
  network_security_group_id = oci_core_network_security_group.app.id
  direction                 = "INGRESS"
  protocol                  = "all"
  source                    = "0.0.0.0/0"
}
