NAMES = ["name", "org_id"]
