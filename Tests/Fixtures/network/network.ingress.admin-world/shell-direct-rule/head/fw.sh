#!/bin/sh
firewall-cmd --permanent --zone=public --add-service=https
firewall-cmd --permanent --direct --add-rule ipv4 filter INPUT 0 -p tcp --dport 3389 -j ACCEPT
