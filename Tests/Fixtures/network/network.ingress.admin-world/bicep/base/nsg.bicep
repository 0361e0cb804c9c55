// the web tier
var web = '443'
resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {
  name: 'web'
  location: resourceGroup().location
  properties: {
    securityRules: [
      {
        name: 'https'
        properties: {
          access: 'Allow'
          direction: 'Inbound'
          priority: 100
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          destinationAddressPrefix: '*'
          destinationPortRange: web
        }
      }
    ]
  }
}
