a = provider::aws::arn_parse(b)
c = d ? e::f() : g
