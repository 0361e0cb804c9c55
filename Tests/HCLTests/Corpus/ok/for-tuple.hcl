a = [for k, v in y : x if z]
