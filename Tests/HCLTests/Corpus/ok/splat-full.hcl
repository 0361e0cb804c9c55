a = b[*].c[0].d[x].e
