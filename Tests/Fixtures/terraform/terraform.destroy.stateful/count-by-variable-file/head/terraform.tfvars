replica = false
