#!/bin/sh
    iptables -P INPUT DROP
    iptables -A INPUT -p tcp --dport 22 -s 0.0.0.0/0 -j ACCEPT
