#!/bin/sh
apt-get install -y iptables
sysctl -w net.ipv4.ip_forward=1
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
