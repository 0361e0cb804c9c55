#!/bin/sh
firewall-cmd --permanent --add-service=https
