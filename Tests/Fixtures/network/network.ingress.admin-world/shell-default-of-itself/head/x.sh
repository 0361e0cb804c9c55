A="${A:-$B}"
iptables -P INPUT DROP
iptables -A INPUT -p tcp --dport "${P:-${Q:-22}}" -j ACCEPT
