resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {
  name: 'web'
}
