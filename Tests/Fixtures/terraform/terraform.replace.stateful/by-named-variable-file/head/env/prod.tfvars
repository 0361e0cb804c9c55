table = "b"
