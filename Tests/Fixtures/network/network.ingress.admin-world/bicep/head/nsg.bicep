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
      {
        name: 'rdp'
        properties: {
          access: 'Allow'
          direction: 'Inbound'
          priority: 110
          protocol: '*'
          sourceAddressPrefixes: [
            '0.0.0.0/0'
          ]
          destinationPortRanges: ['3389', '443']
        }
      }
    ]
  }
}
