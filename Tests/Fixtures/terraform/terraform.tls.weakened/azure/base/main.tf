resource "azurerm_storage_account" "s" {
  name = "s"
  min_tls_version = "TLS1_2"
}
