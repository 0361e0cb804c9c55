a = [<<A
a
A
, <<B
b
B
]
