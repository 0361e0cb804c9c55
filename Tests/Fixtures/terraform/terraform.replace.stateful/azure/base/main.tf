resource "azurerm_mssql_server" "s" {
  name = "s"
  location = "westeurope"
  administrator_login_password = "x"
}
