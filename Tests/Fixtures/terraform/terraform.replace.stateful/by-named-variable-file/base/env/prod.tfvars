table = "a"
