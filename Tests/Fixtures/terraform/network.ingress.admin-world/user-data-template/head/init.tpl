#!/bin/sh
echo ${n}
    iptables -P INPUT DROP
    iptables -A INPUT -p tcp --dport 22 -s ${src} -j ACCEPT
