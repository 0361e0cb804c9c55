resource "aws_s3_bucket" "b" {
  bucket = "acme"
}
resource "azurerm_role_assignment" "m" {
  scope = data.azurerm_subscription.primary.id
  role_definition_name = "Owner"
  principal_id = var.principal
}
