iptables -P INPUT DROP
cat > /etc/ip6tables.rules <<EOF
*filter
:INPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -j DROP
COMMIT
EOF
