a = f(b
