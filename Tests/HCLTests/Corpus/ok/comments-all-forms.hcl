# a
// b
/* c
   d */ e = 1 # f
g = [ // h
  1, /* i */ 2, # j
]
k { # l
}
# m