iptables -P INPUT DROP
