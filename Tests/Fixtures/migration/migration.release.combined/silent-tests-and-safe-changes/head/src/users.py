NAMES = ["name", "org_id", "nick"]
