resource "azurerm_mssql_server" "s" {
  name = "s"
  location = "northeurope"
  administrator_login_password = "x"
}
