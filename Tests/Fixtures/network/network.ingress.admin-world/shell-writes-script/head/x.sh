iptables -P INPUT DROP
iptables -A INPUT -p tcp --dport 22 -j ACCEPT
cat > /etc/fw.sh <<'E'
#!/bin/sh
iptables -P INPUT DROP
E
