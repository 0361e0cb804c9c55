resource "azurerm_resource_group" "g" {
  name     = "g"
  location = "westeurope"
}
resource "azurerm_management_lock" "l" {
  name       = "l"
  scope      = azurerm_resource_group.g.id
  lock_level = "CanNotDelete"
}
