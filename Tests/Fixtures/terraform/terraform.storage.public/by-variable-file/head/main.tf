variable "access" {
  default = "private"
}
resource "azurerm_storage_container" "c" {
  name = "logs"
  container_access_type = var.access
}
