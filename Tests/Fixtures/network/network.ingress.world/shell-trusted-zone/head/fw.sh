#!/bin/sh
firewall-cmd --permanent --zone=public --add-service=https
firewall-cmd --permanent --zone=trusted --change-interface=eth0
