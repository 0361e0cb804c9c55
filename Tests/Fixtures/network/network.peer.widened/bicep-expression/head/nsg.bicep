resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {
  name: 'web'
}
resource rule 'Microsoft.Network/networkSecurityGroups/securityRules@2023-04-01' = {
  parent: nsg
  name: 'ssh'
  properties: {
    access: 'Allow'
    direction: 'Inbound'
    priority: 100
    protocol: 'Tcp'
    sourceAddressPrefix: isProd ? office.properties.prefix : '*'
    destinationPortRange: '22'
  }
}
