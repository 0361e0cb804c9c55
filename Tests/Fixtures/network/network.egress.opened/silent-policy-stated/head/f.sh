#!/bin/sh
iptables -P OUTPUT ACCEPT
iptables -F
iptables -A INPUT -j DROP
iptables -A OUTPUT -p udp --dport 123 -j ACCEPT
