#!/bin/sh
PORT=22
cat > /etc/nftables.conf <<EOF
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority 0; policy drop;
    tcp dport $PORT accept
  }
}
EOF
systemctl restart nftables
