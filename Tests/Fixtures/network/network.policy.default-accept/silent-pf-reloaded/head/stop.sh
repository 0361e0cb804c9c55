#!/bin/sh
echo start
pfctl -F all -f /etc/pf.conf
