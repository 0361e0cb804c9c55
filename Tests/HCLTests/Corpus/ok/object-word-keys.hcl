a = {b.c = 1, true = 2, null = 3, b[0] = 4}
