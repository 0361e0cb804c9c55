#!/bin/sh
. ./vars.sh
iptables -P INPUT DROP
iptables -A INPUT -p tcp --dport 22 -s $SRC -j ACCEPT
