a = b
 + c
