#!/bin/sh
firewall-cmd --permanent --zone=public --add-service=https
