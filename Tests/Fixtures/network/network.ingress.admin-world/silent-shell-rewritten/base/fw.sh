#!/bin/sh
set -e
IPT=/sbin/iptables
$IPT -F INPUT
$IPT -A INPUT -i lo -j ACCEPT
$IPT -A INPUT -s 203.0.113.0/24 -j DROP
$IPT -A INPUT -p tcp --dport 22 -s 10.0.0.0/8 -j ACCEPT
