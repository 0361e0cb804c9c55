resource "azurerm_mssql_server" "s" {
  name = "s"
  public_network_access_enabled = false
}
