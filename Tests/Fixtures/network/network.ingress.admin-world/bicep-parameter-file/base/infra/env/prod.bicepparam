using '../m.bicep'

param s = '10.0.0.0/8'
