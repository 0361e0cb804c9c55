resource "azurerm_network_security_group" "g" {
  name = "g"
}
resource "azurerm_subnet" "s" {
  name = "s"
}
