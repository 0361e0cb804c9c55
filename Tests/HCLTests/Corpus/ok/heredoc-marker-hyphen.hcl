a = <<E-T
x
E-T
