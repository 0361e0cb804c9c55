param source string
resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {
  name: 'web'
  properties: {
    securityRules: [
      {
        name: 'ssh'
        properties: {
          access: 'Allow', direction: 'Inbound', priority: 100, protocol: 'Tcp'
          sourceAddressPrefix: source
          destinationPortRange: '22'
        }
      }
    ]
  }
}
