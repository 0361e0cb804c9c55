a = f()
b = f(
)
c = f(x, y,)
d = f(x...)
e = f (x)
g = f(
  x
  ,
  y
)
