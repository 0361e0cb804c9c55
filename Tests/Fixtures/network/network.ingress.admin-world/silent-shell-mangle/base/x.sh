iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -t mangle -A POSTROUTING -j TTL --ttl-set 65
