param s string
resource n 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {
  name: 'n'
  properties: {
    securityRules: [
      {
        name: 'a'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourcePortRange: '*'
          destinationPortRange: '22'
          sourceAddressPrefix: s
          destinationAddressPrefix: '*'
        }
      }
    ]
  }
}
