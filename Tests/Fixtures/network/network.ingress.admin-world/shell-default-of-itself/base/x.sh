A="${A:-$B}"
iptables -A INPUT -s "${A:-1}" -j DROP
