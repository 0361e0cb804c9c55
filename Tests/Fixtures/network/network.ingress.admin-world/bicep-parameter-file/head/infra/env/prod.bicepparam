using '../m.bicep'
var all = '*'
param s = all
