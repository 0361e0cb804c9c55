#!/bin/sh
source ./v.env
iptables -P INPUT DROP
iptables -A INPUT -p tcp --dport 22 -s $SRC -j ACCEPT
