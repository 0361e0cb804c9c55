a = "%{if a}%{for b in c}x%{endif}%{endfor}"
