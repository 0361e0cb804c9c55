resource "azurerm_resource_group" "g" {
  name     = "g"
  location = "westeurope"
}
