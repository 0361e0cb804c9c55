#!/bin/bash
source "$(dirname "$0")/../lib/fn"
iptables -P INPUT DROP
open 22
