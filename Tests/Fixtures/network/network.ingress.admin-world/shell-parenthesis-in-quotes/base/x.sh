v=$(printf '%s' "$1" | sed -e 's/.*( //')
iptables -P INPUT DROP
