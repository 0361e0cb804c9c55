ufw enable
ufw delete allow 1194/udp
iptables -D INPUT -p udp --dport 1194 -j ACCEPT
