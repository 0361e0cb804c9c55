#!/bin/bash
allow() {
  iptables -A INPUT -p tcp --dport "$1" -j ACCEPT
}
iptables -P INPUT DROP
allow 443
allow 5432
