a = !b && -c + d * e % f / g - h
i = b == c != d
j = b < c > d <= e >= f
k = b || c && d || e
l = a-b - c - -d
m = !!n
