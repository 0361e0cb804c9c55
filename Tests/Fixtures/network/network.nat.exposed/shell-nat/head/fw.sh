#!/bin/sh
iptables -P FORWARD DROP
iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.3:8080
