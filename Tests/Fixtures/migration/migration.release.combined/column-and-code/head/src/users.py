NAMES = ["name"]
