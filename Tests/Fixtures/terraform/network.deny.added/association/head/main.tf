resource "azurerm_network_security_group" "g" {
  name = "g"
}
resource "azurerm_subnet" "s" {
  name = "s"
}
resource "azurerm_subnet_network_security_group_association" "a" {
  subnet_id                 = azurerm_subnet.s.id
  network_security_group_id = azurerm_network_security_group.g.id
}
