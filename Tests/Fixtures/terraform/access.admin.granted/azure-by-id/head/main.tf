resource "azurerm_role_assignment" "ci" {
  scope              = azurerm_resource_group.main.id
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
  principal_id       = var.principal
}

variable "principal" {}
