resource "oci_core_security_list" "app" {
  compartment_id = "c"
  vcn_id         = "v"
  ingress_security_rules {
    protocol = "6"
    source   = "0.0.0.0/0"
    tcp_options {
      min = 22
      max = 22
    }
  }
}
