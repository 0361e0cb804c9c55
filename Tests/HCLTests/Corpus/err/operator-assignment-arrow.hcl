a = b=>c
