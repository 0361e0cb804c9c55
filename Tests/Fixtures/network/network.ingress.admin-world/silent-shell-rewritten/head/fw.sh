#!/bin/bash
iptables --flush INPUT
iptables -t filter -A INPUT -i lo -j ACCEPT && iptables -w -A INPUT \
  --source 203.0.113.0/255.255.255.0 -j DROP
for net in 10.0.0.0/9 10.128.0.0/9; do iptables -A INPUT -s "$net" -p tcp -m tcp --dport ssh -j ACCEPT; done
