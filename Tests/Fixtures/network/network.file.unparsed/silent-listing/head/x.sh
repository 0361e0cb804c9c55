iptables -P INPUT DROP
iptables -nvL INPUT >/dev/null || exit 1
/usr/sbin/ip6tables -nL
