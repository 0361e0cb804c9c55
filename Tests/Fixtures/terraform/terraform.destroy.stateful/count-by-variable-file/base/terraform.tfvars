replica = true
