iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -j ACCEPT
