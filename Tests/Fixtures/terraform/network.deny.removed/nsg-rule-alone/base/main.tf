resource "azurerm_network_security_rule" "d" {
  name = "d"
  priority = 100
  direction = "Inbound"
  access = "Deny"
  protocol = "Tcp"
  source_port_range = "*"
  destination_port_range = "22"
  source_address_prefix = "203.0.113.0/24"
  destination_address_prefix = "*"
  network_security_group_name = "nsg"
  resource_group_name = "rg"
}
resource "null_resource" "x" {}
