a = "%{if x}a%{else}b%{endif}%{for k, v in y}${k}=${v},%{endfor}"
b = "%{if x}%{endif}"
c = "%{ if a }%{ for b in c }x%{ endfor }%{ endif }"
