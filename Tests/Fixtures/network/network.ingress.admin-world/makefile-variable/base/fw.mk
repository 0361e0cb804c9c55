NET = 10.0.0.0/8
open:
	@iptables -P INPUT DROP
	@iptables -A INPUT -s $(NET) -p tcp --dport 22 -j ACCEPT
