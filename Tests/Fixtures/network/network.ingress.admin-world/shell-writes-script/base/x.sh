iptables -P INPUT DROP
cat > /etc/fw.sh <<'E'
#!/bin/sh
iptables -P INPUT DROP
E
