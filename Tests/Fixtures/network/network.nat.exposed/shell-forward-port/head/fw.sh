#!/bin/sh
firewall-cmd --permanent --add-service=https
firewall-cmd --permanent --add-forward-port=port=80:proto=tcp:toport=8080:toaddr=10.0.0.3
