a = (b
  ? c
  : d)
