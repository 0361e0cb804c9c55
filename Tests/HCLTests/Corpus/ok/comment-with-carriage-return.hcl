# xa = 1
