#!/bin/bash
PORTS=(80 443)
iptables -P INPUT DROP
for port in "${PORTS[@]}"; do
  iptables -A INPUT -p tcp --dport "$port" -j ACCEPT
done
