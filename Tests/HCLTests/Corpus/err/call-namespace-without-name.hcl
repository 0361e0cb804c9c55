a = b::(c)
