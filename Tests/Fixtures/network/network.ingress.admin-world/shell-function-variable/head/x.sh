setup() { IPT=/sbin/iptables; SRC=0.0.0.0/0; }
setup
$IPT -P INPUT DROP
$IPT -A INPUT -s $SRC -p tcp --dport 22 -j ACCEPT
