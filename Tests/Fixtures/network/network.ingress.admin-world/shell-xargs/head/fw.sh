#!/bin/sh
IPT=$(command -v iptables)
$IPT -P INPUT DROP
echo 22 | xargs -I{} $IPT -A INPUT -p tcp --dport {} -j ACCEPT
