a = b.*
c = b[*]
d = b[ * ]
