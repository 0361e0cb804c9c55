iptables-restore <<EOF
*filter
:INPUT DROP [0:0]
COMMIT
EOF
