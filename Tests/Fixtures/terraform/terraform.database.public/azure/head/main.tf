resource "azurerm_mssql_server" "s" {
  name = "s"
}
