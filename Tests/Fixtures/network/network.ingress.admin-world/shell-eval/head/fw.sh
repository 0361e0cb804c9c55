#!/bin/sh
iptables -P INPUT DROP
bash -c "iptables -A INPUT -p tcp --dport 22 -j ACCEPT"
CMD="iptables -A INPUT -p tcp"
eval "$CMD --dport 3389 -j ACCEPT"
